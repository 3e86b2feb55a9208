/// A formula in x and y that a user typed, with the values of the other letters in it.
public struct Formula: Sendable {
  public let text: String
  public let parameters: [String: Double]
  private let graph: Graph
  private let names: [String]
  /// The height, its two slopes and its three second derivatives.
  private let value, dx, dy, dxx, dxy, dyy: Term

  /// Reads a formula.
  ///
  /// Beside numbers, x and y it may use pi, e, the parameters and the functions that
  /// `Formula.functions` lists; `-x^2` is −(x²), and `x^y^z` is x to the power y^z. A parameter may
  /// take the place of pi or e, but not of x, y or a function.
  ///
  /// - Throws: `FormulaError`, also if it has more than 10 000 characters or is nested more than
  ///   200 deep.
  public init(_ text: String, parameters: [String: Double] = [:]) throws(FormulaError) {
    var parser = Parser(
      text,
      ParserScope(
        isKnown: { ["x", "y"].contains($0) || parameters[$0] != nil },
        candidates: { _ in ["x", "y"] + parameters.keys.sorted() },
        allowsComparisons: false),
      names: ["x", "y"])
    let taken = Set(["x", "y"]).union(Operation.functions.keys)
    if let name = parameters.keys.filter(taken.contains).min() {
      throw parser.error("a parameter cannot be named \(quoted(name)), which has a meaning", at: 0)
    }
    if let name = parameters.filter({ !$0.value.isFinite }).keys.min() {
      throw parser.error("the parameter \(quoted(name)) is not a finite number", at: 0)
    }
    value = try parser.parse()
    var graph = parser.graph
    dx = graph.derivatives(of: [value], by: 0)[0]
    let second = graph.derivatives(of: [value, dx], by: 1)
    (dy, dxy) = (second[0], second[1])
    dxx = graph.derivatives(of: [dx], by: 0)[0]
    dyy = graph.derivatives(of: [dy], by: 1)[0]
    self.text = text
    self.parameters = parameters
    self.graph = graph
    names = parser.names
  }

  /// The names of the functions that a formula may call, in order of the alphabet.
  public static let functions: [String] = Operation.functions.keys.sorted()

  /// The formula, its gradient and its Hessian, each as a formula that can be read back.
  ///
  /// A text of more than 10 000 characters ends with “…”.
  public var symbolicDerivatives: SymbolicDerivatives {
    func text(_ term: Term) -> String { graph.text(term, names: names) }
    return SymbolicDerivatives(
      value: text(value), dx: text(dx), dy: text(dy), dxx: text(dxx), dxy: text(dxy),
      dyy: text(dyy))
  }

  /// A height with its first and second derivatives, as text.
  public struct SymbolicDerivatives: Sendable, Equatable {
    public let value, dx, dy, dxx, dxy, dyy: String
  }

  /// The surface whose height the formula is.
  public var surface: FormulaSurface {
    FormulaSurface(
      height: program([value]), slope: program([dx, dy]), curvature: program([dxx, dxy, dyy]))
  }

  private func program(_ terms: [Term]) -> Program {
    Program(graph, terms, inputs: 2) { parameters[names[$0]] ?? .nan }
  }
}

extension Formula {
  /// What a user reads about the surface: its id is `formula`, its knobs are the parameters.
  public var info: SurfaceInfo {
    SurfaceInfo(
      id: "formula",
      formula: String(text.map { $0.isWhitespace ? " " : $0 }),
      knobs: parameters.sorted { $0.key < $1.key }.map { name, value in
        Knob(name, value, in: min(value, -1e9)...max(value, 1e9), "a parameter of the formula")
      },
      frame: Region(x: -3...3, y: -3...3), start: Point(1.5, 1),
      about: "A formula that you typed; its gradient and Hessian are exact.")
  }
}

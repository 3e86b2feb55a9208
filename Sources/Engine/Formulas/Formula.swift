/// A user-defined loss V(x, y) as text, with the values of its parameters.
///
/// ```swift
/// let formula = try Formula("a*x^2 + y^4", parameters: ["a": 3])
/// print(formula.symbolicDerivatives.dx)  // 2*a*x
/// print(formula.surface.gradient(Point(1.0, 2.0)))  // Point<Double>(x: 6.0, y: 32.0)
/// ```
public struct Formula: Sendable {
  /// The source text.
  public let text: String
  /// The values of the parameters, by name.
  public let parameters: [String: Double]
  private let graph: Graph
  private let names: [String]
  /// The value, the gradient and the second derivatives.
  private let value, dx, dy, dxx, dxy, dyy: Term

  /// Parses a formula and differentiates it twice.
  ///
  /// A formula contains numbers, x, y, pi, e, the parameters and the functions in
  /// `Formula.functions`. `-x^2` is −(x²), and `x^y^z` is x^(y^z). Other notations are read where
  /// they have one meaning, such as `2x`, `x**2`, `np.sin(x)`, `|x|` and `f(a, b) = a*b`. A
  /// parameter may be named pi or e, but not x, y or like a function.
  ///
  /// - Throws: `FormulaError`, also for more than 10 000 characters, nesting deeper than 200
  ///   levels, or a parameter that is not finite.
  public init(_ text: String, parameters: [String: Double] = [:]) throws(FormulaError) {
    let characters = Parser.characters(text)
    var parser = Self.parser(characters, parameters)
    let reserved = Set(["x", "y"]).union(FormulaFunction.all.keys)
    if let name = parameters.keys.filter(reserved.contains).min() {
      throw parser.error(
        "a parameter cannot be named \(quoted(name)): this name is reserved", at: 0)
    }
    if let name = parameters.filter({ !$0.value.isFinite }).keys.min() {
      throw parser.error("the parameter \(quoted(name)) must be a finite number", at: 0)
    }
    do throws(FormulaError) {
      value = try parser.parse()
    } catch {
      throw error.withRepair(of: characters) { text throws(FormulaError) in
        var parser = Self.parser(text, parameters)
        _ = try parser.parse()
      }
    }
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

  private static func parser(_ characters: [Character], _ parameters: [String: Double]) -> Parser {
    let variables = FormulaVariables(characters) { parameters[$0] != nil }
    return Parser(
      characters,
      ParserScope(
        isKnown: { variables.indices[$0] != nil || parameters[$0] != nil },
        candidates: { _ in ["x", "y"] + parameters.keys.sorted() },
        allowsComparisons: false, variables: variables.indices, isFormula: true),
      names: ["x", "y"], from: variables.bodyStart)
  }

  /// The names of the functions available in a formula, sorted alphabetically.
  public static let functions: [String] = FormulaFunction.all.keys.sorted()

  /// The formula, its gradient and its Hessian as text.
  ///
  /// Each text parses as a formula, unless it is longer than 10 000 characters and ends with “…”.
  public var symbolicDerivatives: SymbolicDerivatives {
    func text(_ term: Term) -> String { graph.text(term, names: names) }
    return SymbolicDerivatives(
      value: text(value), dx: text(dx), dy: text(dy), dxx: text(dxx), dxy: text(dxy),
      dyy: text(dyy))
  }

  /// A formula with its first and second partial derivatives, as text.
  public struct SymbolicDerivatives: Sendable, Equatable {
    /// The formula V, simplified.
    public let value: String
    /// ∂V/∂x.
    public let dx: String
    /// ∂V/∂y.
    public let dy: String
    /// ∂²V/∂x².
    public let dxx: String
    /// ∂²V/∂x∂y.
    public let dxy: String
    /// ∂²V/∂y².
    public let dyy: String
  }

  /// The loss surface of the formula.
  public var surface: FormulaSurface {
    FormulaSurface(
      value: program([value]), gradient: program([dx, dy]), hessian: program([dxx, dxy, dyy]))
  }

  private func program(_ terms: [Term]) -> Program {
    Program(graph, terms, inputs: 2) { parameters[names[$0]] ?? .nan }
  }
}

extension Formula {
  /// The description of the surface, with id `formula` and the parameters as knobs.
  public var info: SurfaceInfo {
    SurfaceInfo(
      id: "formula",
      formula: String(text.map { $0.isWhitespace ? " " : $0 }),
      knobs: parameters.sorted { $0.key < $1.key }.map { name, value in
        Knob(name, value, in: min(value, -1e9)...max(value, 1e9), "a parameter of the formula")
      },
      frame: Region(x: -3...3, y: -3...3), start: Point(1.5, 1),
      about: "A user-defined formula; its gradient and Hessian are exact.")
  }
}

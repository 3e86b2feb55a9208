/// The values of all statements of a rule in one step of a run.
public struct RuleTrace: Sendable {
  /// The number of the step, `t` in the rule: 1 for the first.
  public let number: Int
  /// The iterate before the step.
  public let w: Point<Double>
  /// The knobs with their values in the step.
  public let knobs: [(knob: Knob, value: Double)]
  /// The memories with their values before the step.
  public let memories: [(name: String, value: Value)]
  /// The assignments in the order of the text.
  public let statements: [Statement]

  /// A value in the plane.
  public enum Value: Sendable, Equatable {
    case number(Double)
    case vector(Point<Double>)
    case condition(Bool)
    /// A condition per component.
    case mask(x: Bool, y: Bool)

    /// Whether a number of the value is NaN.
    public var isNaN: Bool {
      switch self {
      case .number(let number): number.isNaN
      case .vector(let vector): vector.isNaN
      case .condition, .mask: false
      }
    }
  }

  /// An assignment with its value.
  public struct Statement: Sendable {
    /// The text, with single blanks.
    public let text: String
    /// The name on the left; `w` for a value without a name.
    public let name: String
    public let value: Value
  }
}

extension RuleTrace {
  /// Evaluates every node of a rule's graph in one step.
  ///
  /// Both branches of an `if` are evaluated, so the step itself can cost less.
  init(
    _ rule: Rule, at w: Point<Double>, number: Int, knobs: [(knob: Knob, value: Double)],
    memories: [Value], generator: SplitMix64, on objective: some Objective<Point<Double>>
  ) {
    self.number = number
    self.w = w
    self.knobs = knobs
    self.memories = zip(rule.memories, memories).map { ($0.name, $1) }
    let (graph, count) = (rule.graph, rule.graph.nodes.count)
    // A node has the registers of its own index.
    var numbers = [Double](repeating: 0, count: count)
    var vectors = [Point<Double>](repeating: .zero, count: count)
    func register(_ value: RuleGraph.Value) -> RuleProgram.Register {
      RuleProgram.Register(index: value, isVector: graph[value].shape.hasComponents)
    }
    var generator = generator
    numbers.withUnsafeMutableBufferPointer { numbers in
      vectors.withUnsafeMutableBufferPointer { vectors in
        let registers = RuleRegisters<Point<Double>>(numbers: numbers, vectors: vectors)
        for value in rule.draws {
          guard case .draw(let draw, _) = graph[value].operation else { continue }
          registers.draw(draw, into: register(value), from: &generator, like: w)
        }
        for (value, node) in graph.nodes.enumerated() {
          switch node.operation {
          case .number(let number), .constant(let number): numbers[value] = number
          case .knob(let index):
            let id = rule.graphKnobs[index]
            numbers[value] = knobs.first { $0.knob.id == id }?.value ?? .nan
          case .step: numbers[value] = Double(number)
          case .w: vectors[value] = w
          case .memory(let index):
            switch memories[index] {
            case .vector(let vector): vectors[value] = vector
            case .number(let number): numbers[value] = number
            case .condition, .mask: break
            }
          default:
            registers.execute(
              RuleProgram.Instruction(
                node.operation, target: register(value), operands: node.operands.map(register),
                value),
              on: objective, like: w)
          }
        }
      }
    }
    statements = rule.assignments.map { assignment in
      let (vector, number) = (vectors[assignment.value], numbers[assignment.value])
      let value: Value =
        switch graph[assignment.value].shape {
        case .condition: .condition(number > 0)
        case .mask: .mask(x: vector.x > 0, y: vector.y > 0)
        case .vector, .diagonal: .vector(vector)
        case .number, .unknown: .number(number)
        }
      return Statement(text: assignment.text, name: assignment.name, value: value)
    }
  }
}

/// A map of outcomes as a value: one run for each cell of a grid over two quantities.
///
/// Each cell is the run with that cell's values and nothing else, so it has the bits of that run
/// simulated alone, whatever else is computed beside it, on however many cores and machines.
public struct Sweep: Sendable, Hashable {
  /// The run of which two quantities vary.
  public let base: Run
  public let x: Axis
  public let y: Axis
  private let ignored: Set<Axis.Parameter>

  /// A knob that the optimizer does not have is left alone, as GD leaves ρ.
  public init(_ base: Run, x: Axis, y: Axis) {
    self.base = base
    self.x = x
    self.y = y
    let knobs = Catalog.optimizers.first { $0.info.id == base.optimizer.id }?.info.knobs ?? []
    ignored = Set([x.parameter, y.parameter]).filter {
      guard case .knob(let id) = $0 else { return false }
      return !knobs.contains { $0.id == id }
    }
  }

  /// The number of cells: they are counted row by row, from the lowest value of `y`.
  public var count: Int { x.count * y.count }

  /// The run of a cell.
  public func run(_ index: Int) -> Run {
    var run = base
    set(x.parameter, x.value(index % x.count), of: &run)
    set(y.parameter, y.value(index / x.count), of: &run)
    return run
  }

  private func set(_ quantity: Axis.Parameter, _ value: Double, of run: inout Run) {
    guard !ignored.contains(quantity) else { return }
    switch quantity {
    case .knob(let id): run.optimizer.knobs[id] = value
    case .startX: run.start.x = value
    case .startY: run.start.y = value
    case .seed: run.seed = UInt64(max(value, 0))
    case .surface(let id):
      switch run.surface {
      case .named(let name, var knobs):
        knobs[id] = value
        run.surface = .named(name, knobs: knobs)
      case .formula(let text, var parameters):
        parameters[id] = value
        run.surface = .formula(text, parameters: parameters)
      }
    }
  }

  /// The cells in passes from coarse to fine: each a picture of twice the resolution.
  ///
  /// The first has at most `first` cells, and all together have each cell once.
  public func passes(first: Int = 1024) -> [[Int]] {
    var stride = 1
    while ((x.count + stride - 1) / stride) * ((y.count + stride - 1) / stride) > max(first, 1) {
      stride *= 2
    }
    var passes: [[Int]] = []
    var coarser = 0
    while stride > 0 {
      var pass: [Int] = []
      for row in Swift.stride(from: 0, to: y.count, by: stride) {
        for column in Swift.stride(from: 0, to: x.count, by: stride) {
          let isDone = coarser > 0 && row % coarser == 0 && column % coarser == 0
          if !isDone { pass.append(row * x.count + column) }
        }
      }
      passes.append(pass)
      coarser = stride
      stride /= 2
    }
    return passes
  }
}

/// What became of the run of one cell.
public struct SweepCell: Sendable, Hashable {
  /// The state at the end.
  public var state: State
  /// The steps taken: to the end, or to the step at which it diverged.
  public var steps: Int
  /// The last iterate.
  public var point: Point<Double>
  public var loss: Double
  /// λmax of the Hessian at the last iterate.
  public var sharpness: Double

  public init(
    state: State, steps: Int, point: Point<Double>, loss: Double, sharpness: Double
  ) {
    self.state = state
    self.steps = steps
    self.point = point
    self.loss = loss
    self.sharpness = sharpness
  }
}

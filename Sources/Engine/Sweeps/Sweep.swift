import Integers

/// A map of outcomes as a value: one run per cell of a grid over one or two parameters.
///
/// A cell has the same bits as its run simulated alone, on any number of cores and machines.
public struct Sweep: Sendable, Hashable {
  /// The run whose parameters vary.
  public let base: Run
  /// The horizontal axis.
  public let x: Axis
  /// The vertical axis; `Axis.fixed` for a map over one parameter.
  public let y: Axis
  private let ignored: Set<Axis.Parameter>

  /// A sweep of `base`; a hyperparameter that the optimizer lacks, such as ρ of GD, has no effect.
  public init(_ base: Run, x: Axis, y: Axis = .fixed) {
    let entry = try? Catalog.optimizer(base.optimizer)
    self.init(base, x: x, y: y, knobs: entry?.info.knobs ?? [])
  }

  /// A sweep of a run whose optimizer has the given hyperparameters.
  init(_ base: Run, x: Axis, y: Axis, knobs: [Knob]) {
    self.base = base
    self.x = x
    self.y = y
    ignored = Set([x.parameter, y.parameter]).filter {
      guard case .knob(let id) = $0 else { return false }
      return !knobs.contains { $0.id == id }
    }
  }

  /// Whether the map has one row, because at most one parameter varies.
  public var isLine: Bool { y.parameter == .fixed }

  /// Whether the start varies, as in a map of basins.
  var variesStart: Bool {
    [x.parameter, y.parameter].contains { $0 == .startX || $0 == .startY }
  }

  /// The number of cells, indexed row by row from the lowest value of `y`.
  public var count: Int { x.count * y.count }

  /// The run of the cell `index`.
  public func run(_ index: Int) -> Run {
    var run = base
    set(x.parameter, x.value(index % x.count), of: &run)
    set(y.parameter, y.value(index / x.count), of: &run)
    return run
  }

  private func set(_ parameter: Axis.Parameter, _ value: Double, of run: inout Run) {
    guard !ignored.contains(parameter) else { return }
    switch parameter {
    case .knob(let id): run.optimizer.knobs[id] = value
    case .startX: run.start.x = value
    case .startY: run.start.y = value
    case .seed:
      run.seed = UInt64(clamping: max(value, 0))
      run.surface = run.surface.with(seed: run.seed)
    case .surface(let id): run.surface.knobs[id] = value
    case .fixed: break
    }
  }

  /// The cells in passes from coarse to fine, each of twice the resolution.
  ///
  /// The first pass has at most `first` cells; every cell is in exactly one pass.
  public func passes(first: Int = 1024) -> [[Int]] { Self.passes(x, y, first: first) }

  /// Returns the passes of the cells of two axes.
  static func passes(_ x: Axis, _ y: Axis, first: Int) -> [[Int]] {
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

/// The result of the run of one cell.
public struct SweepCell: Sendable, Hashable {
  /// The state at the last step.
  public var state: State
  /// The number of steps taken, up to the divergence if the run diverged.
  public var steps: Int
  /// The last iterate.
  public var point: Point<Double>
  /// The loss at the last iterate.
  public var loss: Double
  /// λmax of the Hessian at the last iterate.
  public var sharpness: Double
  /// The motion over the last steps; nil unless the sweep varies the start.
  ///
  /// For a run whose last iterate is not finite, the iterate before, at rest.
  public var motion: EndMotion? {
    get { if case .some(let motion) = storedMotion { motion } else { nil } }
    set { storedMotion = newValue.map(StoredMotion.some) ?? .none }
  }

  /// A motion outside the cell: most maps have none, and it would double the size of their cells.
  private indirect enum StoredMotion: Sendable, Hashable {
    case none
    case some(EndMotion)
  }
  private var storedMotion = StoredMotion.none

  /// The result with these values.
  public init(
    state: State, steps: Int, point: Point<Double>, loss: Double, sharpness: Double,
    motion: EndMotion? = nil
  ) {
    self.state = state
    self.steps = steps
    self.point = point
    self.loss = loss
    self.sharpness = sharpness
    self.motion = motion
  }
}

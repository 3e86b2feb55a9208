/// A complete experiment as a value: equal runs have bit-identical trajectories.
public struct Run: Sendable, Hashable {
  /// The loss surface.
  public var surface: SurfaceChoice
  /// The optimizer with its hyperparameters.
  public var optimizer: OptimizerChoice
  /// The initial point w₀.
  public var start: Point<Double>
  /// The number of steps.
  public var steps: Int
  /// The seed of all random draws, of the noise and of the optimizer.
  public var seed: UInt64
  /// The gradient or label noise.
  public var noise: Noise

  /// The run with these settings.
  public init(
    surface: SurfaceChoice, optimizer: OptimizerChoice, start: Point<Double>, steps: Int,
    seed: UInt64 = 0, noise: Noise = .none
  ) {
    self.surface = surface
    self.optimizer = optimizer
    self.start = start
    self.steps = steps
    self.seed = seed
    self.noise = noise
  }
}

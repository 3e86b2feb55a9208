public import Drawing
public import Engine

/// The contents of a map, which cells and figures paint by the same layers.
///
/// ```swift
/// for shape in scene.shapes(of: .figure) { painter.paint(shape) }
/// ```
public struct MapScene: Sendable {
  /// The loss surface.
  public var surface: AnySurface
  /// The region of the plane.
  public var region: Region
  /// The colours of the map; nil without a field.
  public var field: SampledField?
  /// The contours of the field, in pixels of the field.
  public var contours: [Segment] = []
  /// The curve of the losses along the line of a problem; nil to evaluate those of the surface.
  public var profile: [Point<Double>]?
  /// The path of a training run; nil without one.
  public var trainingPath: TrainingPath?
  /// The runs of the map, each with its index in `predictions`.
  public var runs: [Run] = []
  /// The index of the run whose iterate is drawn over the others; nil for no run.
  public var focusedRun: Int?
  /// The number of past steps that a trail shows.
  public var trailLength = Int.max
  /// The predictions for all runs.
  public var predictions = MapPredictions()

  /// A run of a map at a step.
  public struct Run: Sendable {
    /// The index of the run in the predictions.
    public let index: Int
    /// The recorded run.
    public let plotted: PlottedRun
    /// The step of the iterate.
    public let step: Int

    /// Creates the run at a recorded step.
    public init(_ index: Int, _ plotted: PlottedRun, at step: Int) {
      (self.index, self.plotted, self.step) = (index, plotted, step)
    }

    /// The iterates.
    public var points: [Point<Double>] { plotted.recording.trajectory.points }
    /// The iterate at the step.
    public var iterate: Point<Double> { points[step] }
    /// Returns the point of the map at which the iterate of a step is drawn.
    public func place(at step: Int) -> Point<Double> {
      plotted.recording.place(at: step)
    }
    /// The step at which the run diverged; nil before that step.
    public var divergedAt: Int? {
      plotted.recording.trajectory.divergedAt.flatMap { $0 <= step ? $0 : nil }
    }
    /// How the run ended, with the step, such as `diverged @125`; nil before that step.
    public var ending: String? {
      divergedAt.map { "\(plotted.recording.state(at: $0).name) @\($0)" }
    }
    /// The place of the last finite iterate up to the step; that of the start if there is no other.
    public var lastFinitePlace: Point<Double> {
      place(at: points[...step].indices.last { place(at: $0).isFinite } ?? 0)
    }
  }

  /// Creates a map without runs.
  public init(of surface: AnySurface, over region: Region) {
    self.surface = surface
    self.region = region
  }

  /// Returns the same scene with only some of the runs.
  public func showing(only indices: [Int]) -> MapScene {
    var scene = self
    scene.runs.removeAll { !indices.contains($0.index) }
    return scene
  }

  /// Returns the run with an index in the predictions; nil if the map does not show the run.
  func run(_ index: Int) -> Run? { runs.first { $0.index == index } }
}

/// A part of a map that a painter draws.
public enum MapShape: Sendable {
  /// The colours of a field.
  case field(SampledField)
  /// Contours, in pixels of a field.
  case contours([Segment], of: SampledField)
  /// A curve of the plane.
  case curve([Point<Double>], Curve)
  /// The iterates of a run at some steps, joined by lines.
  case trail(MapScene.Run, ClosedRange<Int>)
  /// The ascent step from the iterate w to the ascent point w + ε.
  case ascentStep(from: Point<Double>, to: Point<Double>)
  /// A bar across a curve, in the colour of a run.
  case crossbar(Point<Double>, MapScene.Run, across: [Point<Double>])
  /// A mark at a point.
  case mark(Point<Double>, Mark)
  /// A dot at a point, with the first of the labels that fits.
  case waypoint(Point<Double>, [String])
  /// The glyphs of runs at their iterates, from the bottom to the top.
  case iterates([MapScene.Run])

  /// The meaning of a curve.
  public enum Curve: Sendable, Hashable { case valley, prediction, training, profile }

  /// The meaning of a mark.
  public enum Mark: Sendable, Hashable { case minimum, saddle, start }
}

/// An entry of the legend of a map.
public struct MapLegendEntry: Sendable, Hashable {
  /// The symbol beside the text.
  public let symbol: Symbol
  /// The text.
  public let text: String

  /// The text in at most ten columns.
  public var shortText: String {
    switch symbol {
    case .valley: "valley"
    case .predictedPath: "predicted"
    case .stoppingPoint: "threshold"
    default: text
    }
  }

  /// A symbol of the legend, in the order of the entries.
  public enum Symbol: Int, Sendable {
    case start, valley, minimum, saddle, ascentPoint, predictedPath, stoppingPoint, trainingPath
    case undefined
  }
}

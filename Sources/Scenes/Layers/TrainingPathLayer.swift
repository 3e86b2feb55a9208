import Drawing
public import Engine

extension MapLayer {
  /// The path of a training run, with some of its steps and losses.
  public static let trainingPath = MapLayer(
    "training-path", .lines, .always,
    shapes: { scene in
      guard let path = scene.trainingPath else { return [] }
      return [.curve(path.points, .training)]
        + path.waypoints(6).map { .waypoint(path.points[$0], path.labels($0, scene.surface)) }
    },
    legend: { scene in
      scene.trainingPath == nil
        ? [] : [MapLegendEntry(symbol: .trainingPath, text: "training path")]
    })
}

extension TrainingPath {
  /// The labels of an iterate, from the longest to the shortest.
  fileprivate func labels(_ index: Int, _ surface: AnySurface) -> [String] {
    let step = stepText(index)
    let surfaceLoss = surface.value(points[index])
    guard let loss = losses?[index] else {
      return surfaceLoss.isNaN ? [step] : ["\(step): \(formatShort(surfaceLoss))", step]
    }
    let short = "\(step): \(formatShort(loss))"
    guard formatShort(loss) != formatShort(surfaceLoss), !surfaceLoss.isNaN else {
      return [short, step]
    }
    return ["\(short), surface \(formatShort(surfaceLoss))", short, step]
  }

  /// How the losses along the path differ from those of the surface, and why.
  public func explanation(on surface: AnySurface) -> String {
    let count = "The training path has \(points.count) iterates"
    let outside = points.count { surface.value($0).isNaN }
    let border = outside == 0 ? "" : ", \(outside) of them outside the losses of the file"
    let distance = largestDistance.map { ", and is at most \(formatShort($0)) away" } ?? ""
    guard let difference = largestDifference(on: surface) else {
      return count + border + (losses == nil ? "; its losses are unknown" : "")
        + (largestDistance.map { ", at most \(formatShort($0)) away from the plane" } ?? "") + "."
    }
    return """
      \(count)\(border). At step \(stepText(difference.index)) its loss is \
      \(formatShort(difference.loss)), that of the surface below \
      \(formatShort(difference.surfaceLoss)): the path is a projection, because training leaves the \
      plane\(distance).
      """
  }
}

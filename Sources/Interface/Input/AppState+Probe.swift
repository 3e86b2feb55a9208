import Drawing
import Engine

extension AppState {
  /// Starts reading out the map at the focused run's iterate, or at the middle of the map.
  mutating func startProbe() {
    guard !layout.maps.isEmpty else {
      message = "this view has no map to read: \(label(of: .mapView)) shows the map"
      return
    }
    playback.pause()
    let iterate = focusedRuns.first.flatMap(nonDivergedPlace)
    let region = camera.region
    let middle = Point(region.x.middle, region.y.middle)
    let isInside = iterate.map { region.x.contains($0.x) && region.y.contains($0.y) } ?? false
    input.mode = .probing(Probe(point: isInside ? iterate ?? middle : middle))
  }

  /// Handles a key while the map is read: moves the cursor, marks its point, or ends.
  mutating func handleProbeKey(_ key: Key, _ probe: Probe) -> [Effect] {
    var probe = probe
    switch key {
    case .escape, .character("q"), .character("@"):
      input.mode = .normal
      return []
    case .enter: probe.mark = probe.point
    default:
      guard let point = cursor(at: probe.point, after: key) else {
        message = "arrows or hjkl move, Enter measures from here, Esc ends"
        return []
      }
      probe.point = point
    }
    input.mode = .probing(probe)
    return []
  }

  /// Moves the cursor to a clicked cell; the second click measures from the first.
  mutating func moveProbe(to position: Position, _ probe: Probe) {
    guard let map = layout.map(at: position),
      let point = Projection(camera.region, onto: map).point(at: position)
    else { return }
    let measures = probe.isPlaced && probe.mark == nil
    input.mode = .probing(
      Probe(point: point, mark: measures ? probe.point : nil, isPlaced: true))
  }

  /// The loss of the iterate of the training path under the cursor; nil without one.
  private func pathText(near point: Point<Double>) -> String? {
    guard let path = trainingPath, let index = pathIterate(near: point) else { return nil }
    let surfaceLoss = surface.value(path.points[index])
    return "path: step \(path.stepText(index))"
      + (path.losses.map { " · loss \(formatShort($0[index]))" } ?? "")
      + " · surface \(formatShort(surfaceLoss))"
      + (path.losses.map { " · difference \(formatShort($0[index] - surfaceLoss))" } ?? "")
      + (path.distances.map { " · from the plane \(formatShort($0[index]))" } ?? "")
  }

  /// Whether a cursor reads out the map, so that `probeText` is not nil.
  var isProbing: Bool { if case .probing = input.mode { true } else { false } }

  /// The values of the surface at the cursor, and the distance from the mark; nil without a cursor.
  var probeText: String? {
    guard case .probing(let probe) = input.mode else { return nil }
    let surface = surface
    let point = surface.iterate(at: probe.point)
    let values =
      "x \(formatShort(point.x)) · y \(formatShort(point.y))"
      + " · loss \(formatShort(surface.value(point)))"
      + " · ‖∇f‖ \(formatShort(surface.gradient(point).norm))"
      + " · λmax \(formatShort(surface.hessian(point).maxEigenvalue))"
    guard let mark = probe.mark else {
      return pathText(near: probe.point).map { "\(values)\n\($0)" } ?? values
    }
    let former = surface.iterate(at: mark)
    let offset = point - former
    return values
      + "\nfrom the mark: Δx \(formatShort(offset.x)) · Δy \(formatShort(offset.y))"
      + " · distance \(formatShort(offset.norm))"
      + " · Δloss \(formatShort(surface.value(point) - surface.value(former)))"
  }
}

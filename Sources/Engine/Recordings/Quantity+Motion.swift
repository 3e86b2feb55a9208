extension Quantity {
  /// ‖w_t − w₀‖.
  public static let distanceFromStart = Quantity(
    "distance_from_start", "distance of the iterate from the start"
  ) { recording, step in
    if let ambient = recording.ambient { return ambient.distances[step] }
    let points = recording.trajectory.points
    return (points[step] - points[0]).norm
  }

  /// Half the distance between successive iterates: the amplitude of a 2-cycle.
  public static let amplitude = Quantity(
    "amplitude", "half the distance between the iterate and the iterate before"
  ) { recording, step in
    if let ambient = recording.ambient { return 0.5 * ambient.motion.update(at: step) }
    let points = recording.trajectory.points
    return step == 0 ? .nan : 0.5 * (points[step] - points[step - 1]).norm
  }

  /// The angle in degrees between the updates before and after an iterate; 180 on a 2-cycle.
  ///
  /// NaN at the first and the last iterate, and for an update of length 0.
  public static let updateAngle = Quantity(
    "update_angle", "angle in degrees between the updates before and after the iterate"
  ) { recording, step in
    let points = recording.trajectory.points
    guard step > 0, step + 1 < points.count else { return .nan }
    if let ambient = recording.ambient { return ambient.motion.updateAngle(at: step) }
    let (a, b) = (points[step] - points[step - 1], points[step + 1] - points[step])
    let cosine = a.dot(b) / (a.norm * b.norm)
    return cosine.isNaN ? .nan : Double.acos(max(-1, min(1, cosine))) * 180 / Double.pi
  }
}

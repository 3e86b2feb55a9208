extension Quantity {
  /// The quantities of runs on problems beside those of all runs.
  public static let ofProblems = [
    testLoss, accuracy, distanceFromStart, amplitude, planeDistance, planeLoss,
  ]

  /// The loss on data that the training does not use, at the last sample.
  public static let testLoss = Quantity(
    "test_loss", "loss on data that the training does not use"
  ) { $0.ambient?.sample(at: $1)?.testLoss ?? .nan }

  /// The share of test samples that are classified correctly, at the last sample.
  public static let accuracy = Quantity(
    "accuracy", "share of test samples that are classified correctly"
  ) { $0.ambient?.sample(at: $1)?.accuracy ?? .nan }

  /// The distance of the iterate from the plane of the picture.
  public static let planeDistance = Quantity(
    "plane_distance", "distance of the iterate from the plane of the picture", needsPlane: true
  ) { $0.ambient == nil ? .nan : $0.planeDistances[$1] }

  /// The loss in the picture where it shows the iterate.
  public static let planeLoss = Quantity(
    "plane_loss", "loss at the iterate’s projection onto the plane of the picture", needsPlane: true
  ) { $0.surface.value($0.trajectory.points[$1]) }
}

extension Quantity {
  /// The quantities of runs on problems alone; NaN on a surface.
  public static let ofProblems = [testLoss, accuracy, distanceFromStart, planeDistance]

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
    "plane_distance", "distance of the iterate from the plane of the picture"
  ) { $0.ambient == nil ? .nan : $0.planeDistances[$1] }
}

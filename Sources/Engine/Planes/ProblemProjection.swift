/// A problem seen through a plane: the loss as a function of the two coordinates of the plane.
public struct ProblemProjection: Sendable {
  /// The problem.
  public let problem: any Problem
  /// The plane.
  public let plane: Plane

  /// The losses between the ends of a line, and the region of a map of them; nil for a plane.
  public let line: (losses: LossLine, region: Region)?

  /// Creates the view of a problem through a plane; evaluates about 150 losses of a line.
  public init(_ problem: any Problem, through plane: Plane) {
    (self.problem, self.plane) = (problem, plane)
    guard plane.isLine else {
      line = nil
      return
    }
    let loss = { (x: Double) in problem.loss(plane.point(Point(x, 0))) }
    let losses = LossLine(count: 101, loss)
    line = (losses, losses.region(loss))
  }

  /// Returns the loss at a point of the plane.
  public func loss(_ p: Point<Double>) -> Double { problem.loss(plane.point(p)) }

  /// Returns the derivatives of the loss along the directions of the plane.
  public func gradient(_ p: Point<Double>) -> Point<Double> {
    let gradient = problem.gradient(plane.point(p)).gradient
    return Point(plane.first.dot(gradient), plane.second.dot(gradient))
  }

  /// Returns the second derivatives of the loss along the directions of the plane.
  public func hessian(_ p: Point<Double>) -> Hessian {
    let w = plane.point(p)
    let (a, b) = (
      problem.hessian(w, times: plane.first), problem.hessian(w, times: plane.second)
    )
    return Hessian(xx: plane.first.dot(a), xy: plane.second.dot(a), yy: plane.second.dot(b))
  }

  /// Returns the losses at the points of a grid, the rows by y.
  ///
  /// On a line each loss is evaluated by itself, so that the ends have the losses of their iterates.
  public func losses(_ xs: [Double], _ ys: [Double]) -> [Double] {
    guard plane.isLine else { return problem.losses(on: plane, xs, ys) }
    let row = xs.map { loss(Point($0, 0)) }
    return ys.flatMap { _ in row }
  }

  /// A rough number of floating-point operations of a loss at a point of a picture.
  public var pictureCost: Double {
    if !plane.isLine, problem is any QuadraticResiduals { return 80 }
    return 4 * problem.gradientCost / 6
  }
}

extension Problem {
  /// A rough number of floating-point operations of a gradient.
  public var gradientCost: Double { 6 * Double(dimension) * Double(max(sampleCount, 1)) }
}

/// The surface of a problem in the coordinates of a plane.
///
/// The kernels compute in `Double`; any other number type yields NaN.
struct PlaneSurface: Surface {
  let projection: ProblemProjection

  var hasLabels: Bool { projection.problem.hasLabels }

  func value<N: Number>(_ p: Point<N>) -> N {
    guard let p = p as? Point<Double>, let loss = projection.loss(p) as? N else { return N(.nan) }
    return loss
  }

  func gradient<N: Number>(_ p: Point<N>) -> Point<N> {
    guard let p = p as? Point<Double>, let gradient = projection.gradient(p) as? Point<N> else {
      return Point(N(.nan), N(.nan))
    }
    return gradient
  }

  func hessian(_ p: Point<Double>) -> Hessian { projection.hessian(p) }
}

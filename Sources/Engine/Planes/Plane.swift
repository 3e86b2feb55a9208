/// A plane o + a₁D₁ + a₂D₂ in the space of the parameters.
///
/// The directions are orthonormal, except in `filterNormalized` and in a line, whose second direction
/// is zero.
public struct Plane: Sendable, Equatable {
  /// The point at the coordinates (0, 0).
  public var origin: Coordinates
  /// The directions of the axes.
  public let first, second: Coordinates
  /// The entries of the Gram matrix of the directions.
  private let gram: Hessian
  /// Whether the plane is a line: the second coordinate of all points is 0.
  public let isLine: Bool

  /// Creates a plane; the directions must be linearly independent, or the second zero.
  public init(origin: Coordinates, _ first: Coordinates, _ second: Coordinates) {
    (self.origin, self.first, self.second) = (origin, first, second)
    let square = second.dot(second)
    isLine = square == 0
    gram = Hessian(xx: first.dot(first), xy: first.dot(second), yy: isLine ? 1 : square)
  }

  /// Returns the coordinates of the point of the plane nearest to `w`.
  public func coordinates(_ w: Coordinates) -> Point<Double> {
    let offset = w - origin
    return gram.solve(for: Point(first.dot(offset), second.dot(offset)))
  }

  /// Returns the point with the given coordinates.
  public func point(_ a: Point<Double>) -> Coordinates {
    origin + (a.x * first + a.y * second)
  }

  /// Returns the distance of `w` from the plane.
  ///
  /// The norm of a difference, since a difference of squares would cancel.
  public func distance(_ w: Coordinates) -> Double { (w - point(coordinates(w))).norm }

  /// Returns the plane with the same directions through another origin.
  public func centered(at origin: Coordinates) -> Plane {
    var plane = self
    plane.origin = origin
    return plane
  }
}

extension Plane {
  /// Returns the plane through three points, with the first as origin.
  ///
  /// D₁ points to the second point. Nil if the points are collinear: the sine of the angle at the
  /// first point is below 10⁻³.
  public static func through(_ a: Coordinates, _ b: Coordinates, _ c: Coordinates) -> Plane? {
    let (toB, toC) = (b - a, c - a)
    guard toB.norm > 0, toC.norm > 0 else { return nil }
    let first = (1 / toB.norm) * toB
    let rest = toC.orthogonal(to: first)
    guard rest.norm >= 1e-3 * toC.norm else { return nil }
    let direction = (1 / rest.norm) * rest
    // Once more, because the first difference cancels at a small angle.
    let second = direction.orthogonal(to: first)
    return Plane(origin: a, first, (1 / second.norm) * second)
  }

  /// Returns the line through two points, which have the coordinates (0, 0) and (1, 0).
  public static func line(from a: Coordinates, to b: Coordinates) -> Plane {
    Plane(origin: a, b - a, a.zero)
  }

  /// Returns the plane of two parameters through a point.
  public static func ofParameters(_ i: Int, _ j: Int, through w: Coordinates) -> Plane {
    Plane(
      origin: w, w.mapWithIndex { index, _ in index == i ? 1 : 0 },
      w.mapWithIndex { index, _ in index == j ? 1 : 0 })
  }

  /// Returns the plane of two eigenvectors through a point.
  ///
  /// Each direction has the sign that makes its dot product with the previous plane's direction
  /// positive, so that the axes do not flip.
  public static func ofEigenvectors(
    _ vectors: [Coordinates], through w: Coordinates, previous: Plane? = nil
  ) -> Plane? {
    guard vectors.count > 1 else { return nil }
    func oriented(_ v: Coordinates, _ old: Coordinates?) -> Coordinates {
      guard let old, v.dot(old) < 0 else { return v }
      return -1 * v
    }
    return Plane(
      origin: w, oriented(vectors[0], previous?.first), oriented(vectors[1], previous?.second))
  }

  /// Returns a plane of two random directions in which each weight row is as long as that of `w`.
  ///
  /// Both directions are normal; then each row of weights is scaled to the norm of the same row of
  /// `w`, and biases are 0. The directions are not orthogonalized. A layout without weights is
  /// scaled as a whole. Li, Xu, Taylor, Studer, Goldstein (2018), arXiv 1712.09913.
  public static func filterNormalized(
    at w: Coordinates, _ layout: ParameterLayout, seed: UInt64
  ) -> Plane {
    var normals = GridNormals(seed: seed, stream: .directions)
    func direction() -> Coordinates {
      let random = Coordinates(normals.next(w.count))
      var direction = w.zero
      for filter in layout.filters {
        func norm(_ v: Coordinates) -> Double { Coordinates(Array(v.values[filter])).norm }
        let scale = norm(w) / (norm(random) + 1e-10)
        for index in filter { direction[index] = scale * random[index] }
      }
      return direction
    }
    let first = direction()
    return Plane(origin: w, first, direction())
  }
}

@testable import Engine

/// A vector of any dimension.
struct Coordinates: VectorSpace, Equatable {
  var values: [Double]

  init(_ values: [Double]) { self.values = values }

  static func + (a: Self, b: Self) -> Self { a.zip(b, +) }
  static func - (a: Self, b: Self) -> Self { a.zip(b, -) }
  static func * (scale: Double, v: Self) -> Self { v.map { scale * $0 } }

  func dot(_ other: Self) -> Double {
    let products = zip(other, *).values
    return products.dropFirst().reduce(products[0], +)
  }

  func map(_ transform: (Double) -> Double) -> Self { Self(values.map(transform)) }

  func zip(_ other: Self, _ combine: (Double, Double) -> Double) -> Self {
    Self(Swift.zip(values, other.values).map { combine($0, $1) })
  }
}

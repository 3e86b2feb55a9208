import Foundation

/// Reads the arrays of numbers in a JSON object, or in a JSON array of rows.
///
/// `null` is NaN. Objects inside the object are searched too, their keys joined by a dot.
enum JSONReader {
  /// Returns all arrays of one or two axes.
  static func read(_ bytes: ArraySlice<UInt8>) throws(LandscapeError) -> [NamedArray] {
    let root: Any
    do { root = try JSONSerialization.jsonObject(with: Data(bytes)) } catch {
      throw LandscapeError("the JSON file is cut off or not JSON")
    }
    var arrays: [NamedArray] = []
    try collect(root, name: "", depth: 0, into: &arrays)
    return arrays
  }

  private static func collect(
    _ value: Any, name: String, depth: Int, into arrays: inout [NamedArray]
  ) throws(LandscapeError) {
    guard depth < 8, arrays.count < LandscapeLimits.arrays else { return }
    if let object = value as? [String: Any] {
      for (key, value) in object.sorted(by: { $0.key < $1.key }) {
        try collect(
          value, name: name.isEmpty ? key : "\(name).\(key)", depth: depth + 1, into: &arrays)
      }
    } else if let list = value as? [Any], let array = try array(list, name: name) {
      arrays.append(array)
    } else if let list = value as? [Any] {
      // Plotly lists its traces.
      for (index, value) in list.enumerated().prefix(16) where value is [String: Any] {
        try collect(value, name: "\(name)[\(index)]", depth: depth + 1, into: &arrays)
      }
    }
  }

  private static func array(_ list: [Any], name: String) throws(LandscapeError) -> NamedArray? {
    if let values = numbers(list) {
      return NamedArray(name: name, shape: [values.count], values: values)
    }
    guard let rows = list as? [[Any]], let first = rows.first, !first.isEmpty else { return nil }
    _ = try LandscapeLimits.count([rows.count, first.count], of: name)
    var values: [Double] = []
    for (index, row) in rows.enumerated() {
      guard let numbers = numbers(row) else { return nil }
      guard row.count == first.count else {
        throw LandscapeError(
          "row \(index + 1) of \(quotedName(name)) has \(row.count) numbers, the first has \(first.count)"
        )
      }
      values += numbers
    }
    return NamedArray(name: name, shape: [rows.count, first.count], values: values)
  }

  /// Returns the numbers of a list; nil if it contains anything else.
  private static func numbers(_ list: [Any]) -> [Double]? {
    var values: [Double] = []
    values.reserveCapacity(list.count)
    for value in list {
      switch value {
      case let number as NSNumber: values.append(number.doubleValue)
      case is NSNull: values.append(.nan)
      default: return nil
      }
    }
    return values.isEmpty ? nil : values
  }
}

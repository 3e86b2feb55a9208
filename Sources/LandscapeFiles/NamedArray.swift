/// An array of numbers in a file, in row-major order.
struct NamedArray {
  /// The name of the array; empty if the file has no names.
  var name: String
  /// The number of elements along each axis.
  var shape: [Int]
  /// The elements; the last index varies fastest.
  var values: [Double]
}

extension NamedArray {
  /// The array without its extents of 1, if it has more than two axes.
  var withoutExtentsOfOne: NamedArray {
    guard shape.count > 2 else { return self }
    return NamedArray(name: name, shape: shape.filter { $0 != 1 }, values: values)
  }

  /// The last component of the name, `Z` of `data[0].Z`.
  var lastName: String { name.split(separator: ".").last.map(String.init) ?? name }
}

extension [NamedArray] {
  /// Returns the index of the array with a name, or else with this last component of its name.
  func index(named name: String) -> Int? {
    firstIndex { $0.name == name } ?? firstIndex { $0.lastName == name }
  }
}

/// What a file contains, before it is decided which numbers are the losses.
struct FileContents {
  /// The arrays in the order of the file.
  var arrays: [NamedArray]
  /// How the file was read, in a few words, such as `HDF5`.
  var format: String
  /// Remarks of the reader for the user.
  var notes: [String] = []
}

/// The limits of a file.
enum LandscapeLimits {
  /// The maximum number of elements of an array.
  static let elements = 4096 * 4096
  /// The maximum number of arrays.
  static let arrays = 1000
  /// The maximum number of bytes of a file that is read as a whole.
  static let bytes = 1 << 30

  /// Throws if a file of `stored` bytes promises more bytes than such data can have.
  ///
  /// Losses hardly compress; axes that a mesh repeats do, but are small.
  static func checkInflation(_ inflated: Int, stored: Int) throws(LandscapeError) {
    guard inflated <= max(32 << 20, stored.multipliedReportingOverflow(by: 100).partialValue) else {
      throw LandscapeError(
        "the file promises \(inflated) bytes of numbers in \(stored) bytes, as a zip bomb does")
    }
  }

  /// Returns the product of the extents; throws if it exceeds the limit.
  static func count(_ shape: [Int], of name: String) throws(LandscapeError) -> Int {
    var count = 1
    for extent in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: extent)
      guard extent >= 0, !overflow, product <= elements else {
        throw LandscapeError(
          "\(name.isEmpty ? "the array" : quotedName(name)) has "
            + shape.map(String.init).joined(separator: " × ")
            + " numbers; at most 4096 × 4096 are read")
      }
      count = product
    }
    return count
  }
}

/// Returns a name from a file in quotation marks.
func quotedName(_ name: String) -> String { "“\(name)”" }

/// A landscape file that cannot be read; the description says what is wrong and what to do.
public struct LandscapeError: Error, Sendable, Equatable, CustomStringConvertible {
  /// One line without a final period, or more lines with commands to type.
  public let description: String

  init(_ description: String) { self.description = description }

  /// A file that the caller could not read.
  public static func unreadable(_ path: String) -> LandscapeError {
    LandscapeError("cannot read \(path)")
  }
}

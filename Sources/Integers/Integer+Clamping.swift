extension Int {
  /// Creates the nearest integer towards zero; clamps to the range of the type, and NaN to 0.
  ///
  /// Unlike `Int(value)`, this initializer never traps.
  @inlinable public init(clamping value: Double) {
    if value >= 0x1p63 {
      self = .max
    } else if value >= -0x1p63 {
      self.init(value)
    } else {
      self = value.isNaN ? 0 : .min
    }
  }
}

extension UInt64 {
  /// Creates the nearest integer towards zero; clamps to the range of the type, and NaN to 0.
  @inlinable public init(clamping value: Double) {
    if value >= 0x1p64 {
      self = .max
    } else {
      self = value > 0 ? UInt64(value) : 0
    }
  }
}

extension FixedWidthInteger {
  /// Creates the nearest integer towards zero; clamps to the range of the type, and NaN to 0.
  ///
  /// For types of at most 64 bits with a sign, or 63 without; `UInt64` has its own initializer.
  @inlinable public init(clamping value: Double) { self.init(clamping: Int(clamping: value)) }
}

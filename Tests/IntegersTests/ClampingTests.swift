import Integers
import Testing

@Suite struct `The conversion of a real number to an integer` {
  @Test(
    arguments: [
      (0.0, 0), (-0.0, 0), (2.9, 2), (-2.9, -2), (.nan, 0), (.infinity, .max), (-.infinity, .min),
      (1e300, .max), (-1e300, .min), (0x1p63, .max), (-0x1p63, .min),
      (0x1.fffffffffffffp62, 9_223_372_036_854_774_784),
    ] as [(Double, Int)])
  func `truncates and clamps`(_ value: Double, _ integer: Int) {
    #expect(Int(clamping: value) == integer)
    #expect(UInt8(clamping: value) == UInt8(clamping: integer))
    #expect(Int32(clamping: value) == Int32(clamping: integer))
  }

  @Test func `keeps all unsigned integers`() {
    #expect(UInt64(clamping: 0x1p63) == 1 << 63)
    #expect(UInt64(clamping: 0x1p64) == .max)
    #expect(UInt64(clamping: -1) == 0)
    #expect(UInt64(clamping: Double.nan) == 0)
  }
}

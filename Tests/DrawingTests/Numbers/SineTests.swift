import Foundation
import Testing

@testable import Drawing

@Suite struct `The sine of degrees` {
  @Test(arguments: Array(stride(from: -1080.0, through: 1080, by: 7.5)))
  func `equals the sine of the angle in radians`(degrees: Double) {
    #expect(abs(sine(degrees: degrees) - sin(degrees * .pi / 180)) < 1e-11)
    #expect(abs(cosine(degrees: degrees) - cos(degrees * .pi / 180)) < 1e-11)
  }
}

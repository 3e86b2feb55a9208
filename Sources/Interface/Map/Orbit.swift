import Drawing
import Engine

/// From where the relief is seen.
struct Orbit: Sendable, Hashable {
  /// Round the vertical axis, in degrees.
  var yaw = 30.0
  /// Above the horizon, in degrees.
  var pitch = 35.0
  var zoom = 1.0

  mutating func rotate(yaw: Double, pitch: Double) {
    self.yaw = (self.yaw + yaw).truncatingRemainder(dividingBy: 360)
    self.pitch = min(max(self.pitch + pitch, 5), 90)
  }
}

import Drawing
import Engine

/// The viewpoint of the relief.
struct Orbit: Sendable, Hashable {
  /// The angle around the vertical axis, in degrees.
  var yaw = 30.0
  /// The angle above the horizon, in degrees.
  var pitch = 35.0
  /// The magnification.
  var zoom = 1.0

  /// Divides the magnification by a factor, within 1/4 to 8.
  mutating func zoomOut(by factor: Double) { zoom = min(max(zoom / factor, 0.25), 8) }

  /// Rotates the viewpoint by angles in degrees; the pitch stays between 5 and 90.
  mutating func rotate(yaw: Double, pitch: Double) {
    self.yaw = (self.yaw + yaw).truncatingRemainder(dividingBy: 360)
    self.pitch = min(max(self.pitch + pitch, 5), 90)
  }
}

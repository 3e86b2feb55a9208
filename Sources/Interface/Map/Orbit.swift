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

  private static let pitches = 5.0...90
  private static let zooms = 0.25...8

  /// Creates the viewpoint of a new screen.
  init() {}

  /// Creates a viewpoint; nil for a pitch or a magnification out of range.
  init?(yaw: Double, pitch: Double, zoom: Double) {
    guard Self.pitches.contains(pitch), Self.zooms.contains(zoom) else { return nil }
    (self.yaw, self.pitch, self.zoom) = (yaw, pitch, zoom)
  }

  /// Divides the magnification by a factor, within 1/4 to 8.
  mutating func zoomOut(by factor: Double) {
    zoom = min(max(zoom / factor, Self.zooms.lowerBound), Self.zooms.upperBound)
  }

  /// Rotates the viewpoint by angles in degrees; the pitch stays between 5 and 90.
  mutating func rotate(yaw: Double, pitch: Double) {
    self.yaw = (self.yaw + yaw).truncatingRemainder(dividingBy: 360)
    self.pitch = min(max(self.pitch + pitch, Self.pitches.lowerBound), Self.pitches.upperBound)
  }
}

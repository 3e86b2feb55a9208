import Drawing
import Engine
import Lessons
import Scenes
import Testing

@testable import Interface

@Suite struct `The words of a command line` {
  private func execute(_ line: String, in lesson: String = "quad-split") throws -> Session {
    var session = try Session(lesson)
    try session.type(":" + line)
    try session.press(.enter)
    return session
  }

  @Test(arguments: [
    ("surface x^2 + y^2", "x^2 + y^2"), ("surface x^2 + b * y^2 + b set b=3", "x^2 + b * y^2 + b"),
    ("surface 2*(x^2 + y^2) - 1 eta 0.01", "2*(x^2 + y^2) - 1"),
    ("surface x^2 + rho * y^2 set rho=2", "x^2 + rho * y^2"),
    ("surface 'x^2 + y^2'", "x^2 + y^2"), ("--surface=x^2+y^2", "x^2+y^2"),
  ])
  func `may stand in a formula without quotation marks`(
    _ line: String, _ formula: String
  ) throws {
    let session = try execute(line)
    #expect(session.message == nil)
    #expect(session.experiment.surface.source == .formula(formula))
  }

  @Test(arguments: [
    ("optimizer sam:rho=0.05 sam:rho=0.1", ["sam", "sam2"]),
    ("optimizer gd,usam sam", ["gd", "usam", "sam"]),
    ("optimizer sam:rho=0.05 w - eta*grad(w) gd eta 0.01", ["sam", "rule", "gd"]),
    ("optimizer w - eta*grad(w + rho * unit(grad(w)))", ["rule"]),
  ])
  func `may be several optimizers`(_ line: String, _ names: [String]) throws {
    let session = try execute(line)
    #expect(session.message == nil)
    #expect(session.experiment.namedRuns.map(\.name) == names)
  }

  @Test func `set several parameters`() throws {
    let session = try execute("set a=2 b=3 eta 0.01")
    #expect(
      session.experiment.surface.knobs["a"] == 2 && session.experiment.surface.knobs["b"] == 3)
    #expect(session.experiment.namedRuns[0].optimizer.knobs["eta"] == 0.01)
  }

  @Test(arguments: [
    ("view", "view takes one of map, side, plots, stability, relief, lesson"),
    (
      "view globe",
      "there is no view “globe”; try one of map, side, plots, stability, relief, lesson"
    ),
    ("step 301", "step must be from 0 to 300"), ("step -1", "step must be from 0 to 300"),
    ("card 99", "card must be from 0 to 6"),
    ("focus gg", "there is no run “gg”; did you mean “gd”?"),
    ("hide gd,x", "there is no run “x”; try one of gd, usam, sam"),
    ("overlays contour", "there is no overlay “contour”; did you mean “contours”?"),
    ("trail 7", "there is no trail “7”; try one of 0, 10, 50, 250, all"),
    (
      "orbit 1",
      "orbit takes yaw,pitch,zoom with a pitch from 5 to 90 degrees and a zoom from 0.25 to 8"
    ),
    (
      "orbit 1,2",
      "orbit takes yaw,pitch,zoom with a pitch from 5 to 90 degrees and a zoom from 0.25 to 8"
    ),
    ("speed 0", "speed must be from 1/64 to 1024"),
    (
      "parameter z",
      "there is no parameter “z”; try one of eta, rho, noise, surface.a, surface.b, surface.angle"
    ),
    (
      "threshold",
      "“threshold” is a verb of the shell, ravine threshold; here 4 gives the largest stable η for"
        + " each ρ"
    ),
    ("render", "“render” is a verb of the shell, ravine render; here s gives a figure"),
    ("thresold", "there is no setting or command “thresold”"),
    ("clock hours", "there is no clock “hours”; try one of steps, evaluations"),
  ])
  func `give an error for a wrong part of the screen`(_ line: String, _ message: String) throws {
    #expect(try execute(line).message == message)
  }

  @Test(arguments: [
    ("1/0", "1/0 has no finite loss at 25 points of the region"),
    ("0*x/0", "0*x/0 has no finite loss at 25 points of the region"),
    ("3", "3 is constant: the gradient is zero, and no run moves"),
    ("x^2", nil), ("quadratic", nil), ("ln(x)", nil),
  ])
  func `say what a surface without a slope or a loss shows`(
    _ surface: String, _ message: String?
  ) throws {
    let session = try execute("surface \(surface)")
    #expect(session.message == message)
    #expect(session.experiment.surface.source.text == surface)
  }

  @Test func `set parts of the screen, and commands of the same name go on`() throws {
    var session = try execute(
      "view relief step 20 focus sam hide gd overlays contours,inspector field gradient"
        + " color-scale rank trail 50 orbit -10,40,2 plot angle parameter surface.b speed 2")
    #expect(session.message == nil)
    #expect(session.view == .relief && session.playhead == 20)
    #expect(session.selection.focusedRun == 2 && session.selection.hiddenRuns == [0])
    #expect(session.layers.overlays == ["contours", "inspector"])
    #expect(session.layers.field == .gradientNorm && session.layers.scale == .rank)
    #expect(session.layers.trailLength == .medium && session.viewport.plot == .updateAngle)
    #expect(session.camera.orbit == Orbit(yaw: -10, pitch: 40, zoom: 2))
    #expect(session.state.selectedParameter?.id == "surface b" && session.playback.speed == 2)
    try session.type(":plot")
    try session.press(.enter)
    #expect(session.viewport.plot == .amplitude)
    try session.type(":focus contours")
    try session.press(.enter)
    #expect(session.selection.focusedRun == nil && session.layers.overlays == ["inspector"])
  }
}

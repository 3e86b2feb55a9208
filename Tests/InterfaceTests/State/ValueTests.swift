import Drawing
import Engine
import Lessons
import Testing

@testable import Interface

/// The values of the state by themselves, without a session.
@Suite struct `The values of the state` {
  @Test func `undo and redo settings`() throws {
    let lesson = try #require(try lessons().first)
    var history = ExperimentHistory(Experiment(lesson))
    var isDone = history.undo()
    #expect(!isDone)
    for steps in 1...Limits.undoLevels + 5 {
      var next = history.present
      next.steps = steps
      history.commit(next)
    }
    #expect(history.undoStack.count == Limits.undoLevels)
    isDone = history.undo()
    #expect(isDone && history.present.steps == Limits.undoLevels + 4)
    isDone = history.redo()
    #expect(isDone && history.present.steps == Limits.undoLevels + 5)
    isDone = history.redo()
    #expect(!isDone)
  }

  @Test func `record only the beginning of a long new run, and then the rest`() throws {
    let lesson = try #require(try lessons().first)
    var experiment = Experiment(lesson)
    experiment.steps = 200_000
    var recorded = try RecordedExperiment(experiment)
    var history = recorded.history
    experiment.namedRuns.append(NamedRun(name: "new", optimizer: OptimizerChoice("momentum")))
    history.commit(experiment)
    let missing = try recorded.replace(history, known: [])
    #expect(missing == [experiment.runs.last])
    #expect(!recorded.isRecorded && recorded.recordings.count == experiment.runs.count)
    #expect(recorded.recordings.last?.lastStep == 20_000)
    let isCurrent = recorded.receive(try Catalog.record(missing[0], on: recorded.surface))
    #expect(isCurrent && recorded.isRecorded)
  }

  @Test func `keep the former settings if the catalog rejects the next`() throws {
    let lesson = try #require(try lessons().first)
    var recorded = try RecordedExperiment(Experiment(lesson))
    var next = recorded.history
    var experiment = next.present
    experiment.surface = .named("nonsense")
    next.commit(experiment)
    let missing = try? recorded.replace(next, known: [])
    #expect(missing == nil)
    #expect(recorded.history.present == Experiment(lesson) && recorded.isRecorded)
  }

  @Test func `play up to the end, and pause at a time`() {
    var playback = Interface.Playback()
    var frames = 0
    while playback.playhead < 100, frames < 10_000 {
      _ = playback.advance(seconds: 1.0 / 30, duration: 100, recorded: 100, on: Stretch())
      frames += 1
    }
    // At least four steps per second: 100 steps take 25 seconds.
    #expect((749...751).contains(frames))
    playback.pause(at: 7)
    let isMoved = playback.advance(seconds: 3, duration: 100, recorded: 100, on: Stretch())
    #expect(!isMoved && playback.playhead == 7)
    var message = playback.seek(to: 200, duration: 100)
    #expect(message == nil && playback.playhead == 100)
    message = playback.seek(to: 200, duration: 100)
    #expect(message == "this is step 100 of 100")
  }

  @Test func `keep a dragged point under the mouse`() throws {
    let map = Rect(row: 0, column: 0, rows: 20, columns: 40)
    let (start, end) = (Position(row: 5, column: 10), Position(row: 8, column: 30))
    var camera = Camera(Region(x: -2...2, y: -1...1))
    let pressed = try #require(Projection(camera.region, onto: map).point(at: start))
    camera.press(at: start, in: map)
    _ = camera.drag(to: end, relief: nil)
    let released = try #require(Projection(camera.region, onto: map).point(at: end))
    #expect((released - pressed).norm < 1e-12)
    let dragged = camera.release(relief: nil)
    camera.press(at: start, in: map)
    let clicked = camera.release(relief: nil)
    #expect(dragged == nil && clicked != nil)
    let message = camera.zoom(by: 1e-300)
    #expect(message == "cannot zoom in further")
  }

  @Test func `limit the focus to the runs`() {
    var selection = RunSelection()
    selection.focusPrevious(of: 3)
    selection.toggleHidden(2)
    #expect(selection.focusedRuns(of: 3) == [2] && selection.visibleRuns(of: 3) == [0, 1])
    selection.limit(to: 2)
    #expect(selection.focusedRuns(of: 2) == [0, 1] && selection.hiddenRuns.isEmpty)
  }

  @Test func `quit after the files are saved`() {
    var saves = PendingSaves()
    let early = saves.delayQuit()
    let isAppended = (0...PendingSaves.maxCount).map { _ in saves.append(.data) }
    #expect(early == nil && isAppended.dropLast().allSatisfy { $0 } && isAppended.last == false)
    let texts = [saves.delayQuit(), saves.delayQuit()]
    #expect(texts == ["saving the data", nil])
  }
}

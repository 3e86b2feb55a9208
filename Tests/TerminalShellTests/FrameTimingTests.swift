import Testing

@testable import TerminalShell

private let millisecond: Nanoseconds = 1_000_000

@Suite struct `The ticker` {
  @Test func `counts every frame once, whatever the interval of calls`() {
    var ticker = Ticker()
    #expect(ticker.elapsedFrames(at: 0, rate: 30) == 0)
    var total = 0
    for time in stride(from: 7, through: 10_000, by: 7) {
      total += ticker.elapsedFrames(at: time * millisecond, rate: 30)
    }
    #expect((299...300).contains(total))
  }

  @Test func `has its deadline exactly one frame later`() throws {
    var ticker = Ticker()
    _ = ticker.elapsedFrames(at: 0, rate: 30)
    for frame in 1...100 {
      let deadline = try #require(ticker.nextDeadline(rate: 30))
      #expect(ticker.elapsedFrames(at: deadline - 1000, rate: 30) == 0, "frame \(frame)")
      #expect(ticker.elapsedFrames(at: deadline, rate: 30) == 1, "frame \(frame)")
    }
  }

  @Test func `returns several frames after a delay, but at most half a second`() {
    var ticker = Ticker()
    _ = ticker.elapsedFrames(at: 0, rate: 30)
    #expect(ticker.elapsedFrames(at: 101 * millisecond, rate: 30) == 3)
    #expect(ticker.elapsedFrames(at: 3_600_000 * millisecond, rate: 30) == 15)
    #expect(ticker.elapsedFrames(at: 3_600_001 * millisecond, rate: 30) == 0)
  }

  @Test func `restarts after a pause`() {
    var ticker = Ticker()
    _ = ticker.elapsedFrames(at: 0, rate: 30)
    #expect(ticker.elapsedFrames(at: 100 * millisecond, rate: nil) == 0)
    #expect(ticker.nextDeadline(rate: nil) == nil)
    #expect(ticker.elapsedFrames(at: 200 * millisecond, rate: 30) == 0)
    #expect(ticker.elapsedFrames(at: 234 * millisecond, rate: 30) == 1)
    ticker.reset()
    #expect(ticker.elapsedFrames(at: 400 * millisecond, rate: 30) == 0)
  }
}

@Suite struct `The frame limiter` {
  @Test func `allows 60 frames per second`() {
    var limiter = FrameLimiter()
    limiter.didDraw(from: 0, to: millisecond)
    #expect(limiter.nextFrameTime == 1_000_000_000 / 60)
  }

  @Test func `allows 20 frames per second over SSH`() {
    var limiter = FrameLimiter(isRemote: true)
    limiter.didDraw(from: millisecond, to: 2 * millisecond)
    #expect(limiter.nextFrameTime == 51 * millisecond)
  }

  @Test func `allows at most half of the time for drawing`() {
    var limiter = FrameLimiter()
    limiter.didDraw(from: 100 * millisecond, to: 300 * millisecond)
    #expect(limiter.nextFrameTime == 500 * millisecond)
  }
}

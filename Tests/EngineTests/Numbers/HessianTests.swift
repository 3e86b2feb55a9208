import Engine
import TestSupport
import Testing

@Suite(.randomCases) struct `A Hessian` {
  @Test func `scales its top eigenvector by its larger eigenvalue`() {
    forEachRandomCase(500) { generator in
      let h = Hessian(
        xx: generator.number(in: -5...5), xy: generator.number(in: -5...5),
        yy: generator.number(in: -5...5))
      let v = h.topEigenvector
      let image = Point(h.xx * v.x + h.xy * v.y, h.xy * v.x + h.yy * v.y)
      #expect(abs(v.norm - 1) < 1e-14)
      #expect((image - h.maxEigenvalue * v).norm < 1e-13)
      #expect(abs(h.maxEigenvalue + h.minEigenvalue - h.xx - h.yy) < 1e-13)
      #expect(h.maxEigenvalue >= h.minEigenvalue)
    }
  }

  @Test func `of a diagonal matrix has exact axes as eigenvectors`() {
    #expect(Hessian(xx: 0.05, xy: 0, yy: 5).topEigenvector == Point(0, 1))
    #expect(Hessian(xx: 7, xy: 0, yy: 2).topEigenvector == Point(1, 0))
    #expect(Hessian(xx: 3, xy: 0, yy: 3).topEigenvector == Point(1, 0))
  }
}

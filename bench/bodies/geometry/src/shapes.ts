import { Circle, Point, Rect, type Segment, type Shape } from "./model.ts";
import { lerp, square } from "./numbers.ts";

export { Circle, Point, Rect };

/**
 * The width of a circle.
 * @example diameter(new Circle(new Point(0, 0), 3)) // => 6
 * @example diameter(new Circle(new Point(2, 5), 1.5)) // => 3
 * @example diameter(new Circle(new Point(-4, 1), 10)) // => 20
 */
export function diameter(circle: Circle): number {
  return circle.radius * 2;
}

/**
 * The point where a segment ends.
 * @example headOf({ from: new Point(0, 0), to: new Point(3, 4) }) // => new Point(3, 4)
 * @example headOf({ from: new Point(5, 1), to: new Point(2, 2) }) // => new Point(2, 2)
 * @example headOf({ from: new Point(-1, 0), to: new Point(1, 0) }) // => new Point(1, 0)
 */
export function headOf(segment: Segment): Point {
  return segment.to;
}

/**
 * The number in the middle of two numbers.
 * @example halfway(0, 10) // => 5
 * @example halfway(4, 8) // => 6
 * @example halfway(3, 1) // => 2
 */
export function halfway(a: number, b: number): number {
  return lerp(a, b, 0.5);
}

/**
 * Whether a point is the origin.
 * @example isOrigin(new Point(0, 0)) // => true
 * @example isOrigin(new Point(3, 4)) // => false
 * @example isOrigin(new Point(0, 2)) // => false
 */
export function isOrigin(point: Point): boolean {
  return point.length === 0;
}

/**
 * How far two points are apart.
 * @example distance(new Point(0, 0), new Point(3, 4)) // => 5
 * @example distance(new Point(1, 1), new Point(1, 8)) // => 7
 * @example distance(new Point(7, 2), new Point(2, 14)) // => 13
 */
export function distance(a: Point, b: Point): number {
  return a.minus(b).length;
}

/**
 * Whether a rectangle ends, going from left to right, before another one begins or just where it begins.
 * @example isLeftOf(new Rect(0, 0, 2, 2), new Rect(5, 0, 2, 2)) // => true
 * @example isLeftOf(new Rect(0, 0, 4, 2), new Rect(3, 5, 2, 2)) // => false
 * @example isLeftOf(new Rect(1, 0, 2, 2), new Rect(3, 0, 1, 1)) // => true
 */
export function isLeftOf(rect: Rect, other: Rect): boolean {
  return rect.right <= other.left;
}

/**
 * The corner of a rectangle where its left and top edges meet.
 * @example topLeft(new Rect(1, 2, 10, 20)) // => new Point(1, 2)
 * @example topLeft(new Rect(-3, 0, 6, 6)) // => new Point(-3, 0)
 * @example topLeft(new Rect(4, 9, 1, 2)) // => new Point(4, 9)
 */
export function topLeft(rect: Rect): Point {
  return new Point(rect.left, rect.top);
}

/**
 * The area of a circle or a rectangle.
 * @example area(new Rect(0, 0, 2, 3)) // => 6
 * @example area(new Circle(new Point(1, 1), 2)) // => 4 * Math.PI
 * @example area(new Rect(5, 5, 1, 10)) // => 10
 */
export function area(shape: Shape): number {
  return shape instanceof Circle ? Math.PI * square(shape.radius) : shape.width * shape.height;
}

/**
 * Whether all of some points are inside a rectangle.
 * @example containsAll(new Rect(0, 0, 10, 10), [new Point(1, 1), new Point(9, 2)]) // => true
 * @example containsAll(new Rect(0, 0, 10, 10), [new Point(1, 1), new Point(12, 2)]) // => false
 * @example containsAll(new Rect(5, 5, 2, 2), [new Point(6, 6)]) // => true
 */
export function containsAll(rect: Rect, points: readonly Point[]): boolean {
  return points.every((point) => rect.contains(point));
}

/**
 * The point of a list that is closest to a target, if the list has any.
 * @example nearest([new Point(5, 5), new Point(1, 0)], new Point(0, 0)) // => new Point(1, 0)
 * @example nearest([new Point(5, 5), new Point(1, 0)], new Point(6, 4)) // => new Point(5, 5)
 * @example nearest([], new Point(0, 0)) // => undefined
 */
export function nearest(points: readonly Point[], target: Point): Point | undefined {
  return points.toSorted((a, b) => distance(a, target) - distance(b, target)).at(0);
}

import { square } from "./numbers.ts";

/** A point of the plane, or the way from the origin to it. */
export class Point {
  readonly x: number;
  readonly y: number;

  constructor(x: number, y: number) {
    this.x = x;
    this.y = y;
  }

  /** The distance from the origin. */
  get length(): number {
    return Math.sqrt(square(this.x) + square(this.y));
  }

  plus(other: Point): Point {
    return new Point(this.x + other.x, this.y + other.y);
  }

  minus(other: Point): Point {
    return new Point(this.x - other.x, this.y - other.y);
  }

  times(factor: number): Point {
    return new Point(this.x * factor, this.y * factor);
  }
}

/** The straight way between two points. */
export interface Segment {
  readonly from: Point;
  readonly to: Point;
}

/** A rectangle with sides along the axes; y grows downwards. */
export class Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;

  constructor(left: number, top: number, width: number, height: number) {
    this.left = left;
    this.top = top;
    this.width = width;
    this.height = height;
  }

  get right(): number {
    return this.left + this.width;
  }

  get bottom(): number {
    return this.top + this.height;
  }

  get centre(): Point {
    return new Point(this.left + this.width / 2, this.top + this.height / 2);
  }

  /** Whether a point is inside; the left and top edges belong to the rectangle. */
  contains(point: Point): boolean {
    return point.x >= this.left && point.x < this.right && point.y >= this.top && point.y < this.bottom;
  }
}

/** A circle. */
export class Circle {
  readonly centre: Point;
  readonly radius: number;

  constructor(centre: Point, radius: number) {
    this.centre = centre;
    this.radius = radius;
  }
}

/** Everything that has an area. */
export type Shape = Rect | Circle;

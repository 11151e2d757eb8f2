namespace Orderly.Engine.Dmn;

/// <summary>A place in a model's XML.</summary>
/// <param name="Line">1-based, 0 where unknown.</param>
/// <param name="Column">1-based, 0 where unknown.</param>
public readonly record struct XmlMark(int Line, int Column);

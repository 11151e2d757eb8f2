namespace Orderly.Engine.Feel;

/// <summary>The names an expression may use, as the host offers them.</summary>
public interface IFeelScope
{
    IEnumerable<string> Names { get; }

    bool TryGet(string name, out FeelValue value);
}

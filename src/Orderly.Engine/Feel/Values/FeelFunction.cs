using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Feel;

/// <summary>A function as a value: built in, written in FEEL, a business knowledge model, or the host's.</summary>
public abstract class FeelFunction : FeelValue
{
    private protected FeelFunction(string name) => Name = name;

    /// <summary>Empty for a function written in place.</summary>
    public string Name { get; }

    public override string TypeName => "function";

    /// <summary>
    /// A function of the host with named, positional parameters. It must be pure; it answers null to say that it has no value.
    /// </summary>
    public static FeelFunction Host(string name, ImmutableArray<string> parameters, Func<ImmutableArray<FeelValue>, FeelValue> body) =>
        new HostFunction(name, parameters, body);

    internal abstract FeelValue Invoke(Evaluation run, in Arguments arguments);

    public override bool Equals(FeelValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    public override string ToString() => Name.Length == 0 ? "function" : $"function {Name}";
}

using System.Collections.Immutable;
using Orderly.Engine.Feel.Evaluate;

namespace Orderly.Engine.Dmn.Drg;

/// <summary>A node of the decision requirements graph, seen by others under its variable's name.</summary>
internal abstract class DrgElement(string id, string name)
{
    public string Id { get; } = id;

    public string Name { get; } = name;

    /// <summary>What it is, for messages.</summary>
    public abstract string Kind { get; }

    /// <summary>Its id, which the standard lets a model leave out; then its name.</summary>
    public string Label => Id.Length > 0 ? Id : Name;

    /// <summary>What values of it must conform to.</summary>
    public FeelType Type { get; set; } = FeelType.Any;

    public ImmutableArray<Requirement> Requirements { get; set; } = [];
}

/// <summary>An element another one needs; with <paramref name="Import"/> it is seen as an entry of that name.</summary>
internal sealed record Requirement(DrgElement Target, string? Import);

internal sealed class InputData(string id, string name) : DrgElement(id, name)
{
    public override string Kind => DmnPlace.Input;
}

/// <summary>A decision; without logic its value is given from outside, as an input's.</summary>
internal sealed class Decision(string id, string name) : DrgElement(id, name)
{
    public override string Kind => DmnPlace.Decision;

    public Node? Logic { get; set; }
}

internal sealed class BusinessKnowledgeModel(string id, string name) : DrgElement(id, name)
{
    public override string Kind => DmnPlace.KnowledgeModel;

    public ImmutableArray<Parameter> Parameters { get; set; } = [];

    public Node? Body { get; set; }
}

/// <summary>Decisions offered as a function of the inputs and decisions they are given.</summary>
internal sealed class DecisionService(string id, string name) : DrgElement(id, name)
{
    public override string Kind => DmnPlace.Service;

    public ImmutableArray<Decision> Outputs { get; set; } = [];

    /// <summary>Input data, then input decisions: the order of the function's parameters.</summary>
    public ImmutableArray<DrgElement> Inputs { get; set; } = [];
}

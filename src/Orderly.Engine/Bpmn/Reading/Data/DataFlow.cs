using System.Collections.Immutable;
using System.Xml.Linq;

namespace Orderly.Engine.Bpmn;

/// <summary>
/// Reads the data associations of an element as mappings: BPMN 2.0.2 §10.4. One with a source and a target copies; a transformation
/// makes the target's value, assignments parts of it. What is only drawn, as many tools draw it, moves nothing and is told.
/// </summary>
internal sealed class DataFlow(DataCatalog catalog, IssueLog issues)
{
    /// <summary>What is done before the element begins, into its own variables.</summary>
    public ImmutableArray<Mapping> Inputs(XElement element) => Read(element, "dataInputAssociation", isInput: true);

    /// <summary>What is done when it is left, into the data of the scopes around it.</summary>
    public ImmutableArray<Mapping> Outputs(XElement element) => Read(element, "dataOutputAssociation", isInput: false);

    /// <summary>The variable that receives the whole of what an event or message brought, unless an entry of it has that name.</summary>
    public static string? Content(XElement element, ElementKind kind) =>
        (ElementKinds.IsEvent(kind) || kind == ElementKind.ReceiveTask)
        && element.Elements().Concat(element.Elements(BpmnNames.Model + "ioSpecification").Elements()).Where(child => child.Is("dataOutput")).ToList() is [var only]
            ? only.Text("name") ?? only.Id()
            : null;

    private ImmutableArray<Mapping> Read(XElement element, string name, bool isInput)
    {
        var mappings = ImmutableArray.CreateBuilder<Mapping>();
        foreach (var association in element.Elements(BpmnNames.Model + name).Where(association => !LoopData.IsOfLoop(element, association)))
            Association(element, association, isInput, mappings);
        return mappings.ToImmutable();
    }

    private void Association(XElement element, XElement association, bool isInput, ImmutableArray<Mapping>.Builder mappings)
    {
        var sources = association.Elements(BpmnNames.Model + "sourceRef").Select(source => (Text: source.Value, Place: catalog.Find(source.Value))).ToList();
        var reference = association.Element(BpmnNames.Model + "targetRef")?.Value.Trim() ?? "";
        var target = catalog.Find(reference);
        var transformation = association.Element(BpmnNames.Model + "transformation");
        var assignments = association.Elements(BpmnNames.Model + "assignment").ToList();
        // A target that is named and not there was meant to receive something.
        var moves = transformation is not null || assignments.Count > 0 || (sources.Count > 0 && (target is null ? reference.Length > 0 : target.Kind != DataKind.Placeholder));
        if (!moves)
        {
            issues.Warn(association, "data-association", "Drawn data flow moves nothing: what is drawn is a variable that is visible anyway");
            return;
        }
        if (target is null or { Kind: DataKind.Placeholder })
            issues.Error(association, "data-association", $"Expected targetRef to name data of the process, but was '{reference}'");
        else if (sources.Find(source => source.Place is null) is { Text: { } unknown })
            issues.Error(association, "data-association", $"Expected sourceRef to name data of the process, but was '{unknown}'");
        else if (sources.Select(source => source.Place!).Append(target).All(place => IsReachable(element, association, place)) && AreRightEnds(element, association, sources.ConvertAll(source => source.Place!), target, isInput))
            Move(association, sources.ConvertAll(source => source.Place!), target, transformation, assignments, mappings);
    }

    private void Move(XElement association, List<DataPlace> sources, DataPlace target, XElement? transformation, List<XElement> assignments, ImmutableArray<Mapping>.Builder mappings)
    {
        if (transformation is not null)
        {
            if (ExpressionReader.OnlyFeel(transformation, "transformation", issues) is { } made)
                mappings.Add(new(made, target.Name));
        }
        else if (assignments.Count == 0 && sources.Count == 1)
        {
            mappings.Add(new(Expression.Variable(sources[0].Name), target.Name));
        }
        else if (assignments.Count == 0)
        {
            issues.Error(association, "data-association", $"Expected one source, or a transformation that makes one value of several, but there are {sources.Count} sources");
        }
        foreach (var assignment in assignments)
        {
            if (Path(assignment, target) is { } path && assignment.Element(BpmnNames.Model + "from") is { } from && ExpressionReader.OnlyFeel(from, "'from' of the assignment", issues) is { } value)
                mappings.Add(new(value, path));
        }
    }

    /// <summary>Where an assignment goes: the target, or a part of it after dots.</summary>
    private string? Path(XElement assignment, DataPlace target)
    {
        var text = assignment.Element(BpmnNames.Model + "to")?.Value.Trim().TrimStart('=').Trim() ?? "";
        if (assignment.Element(BpmnNames.Model + "from") is null)
            issues.Error(assignment, "data-assignment", "Expected an assignment to have 'from' and 'to', but it has not");
        else if (text == target.Name || (text.StartsWith(target.Name + ".", StringComparison.Ordinal) && text.Split('.').All(part => part.Length > 0)))
            return text;
        else
            issues.Error(assignment, "data-assignment", $"Expected 'to' to be '{target.Name}' or a part of it such as '{target.Name}.part', but was '{text}'");
        return null;
    }

    private bool IsReachable(XElement element, XElement association, DataPlace place)
    {
        if (place.Kind == DataKind.Store)
            issues.Error(association, "data-store", $"Expected data that the process holds, but '{place.Name}' is a data store: what stands there is read and written by a job or a connector");
        else if (place.Owner != element && !element.Ancestors().Contains(place.Owner))
            issues.Error(association, "data-scope", $"Expected data of '{element.Id()}' or of what it stands in, but '{place.Name}' belongs to '{place.Owner.Id()}'");
        else if (place.Owner != element && catalog.Nearest(element, place.Name) is { } nearest && nearest.Owner != place.Owner)
            issues.Error(association, "data-scope", $"Expected '{place.Name}' to be seen from '{element.Id()}', but data of '{nearest.Owner.Id()}' hides it under the same name");
        else if (place.Name.Contains('.', StringComparison.Ordinal))
            issues.Error(association, "data-name", $"Expected a name without dots, which lead into a value, but was '{place.Name}'");
        else
            return true;
        return false;
    }

    private bool AreRightEnds(XElement element, XElement association, List<DataPlace> sources, DataPlace target, bool isInput)
    {
        var isOwn = target.Owner == element;
        if (isInput && sources.Find(source => source.Kind == DataKind.Output && source.Owner == element) is { } own)
            issues.Error(association, "data-association", $"Expected data that is there before the element begins as the source, but '{own.Name}' is its own output");
        else if (isInput && !(isOwn && target.Kind is DataKind.Input or DataKind.Property))
            issues.Error(association, "data-association", $"Expected a data input or a property of the element as the target, but '{target.Name}' is neither");
        else if (!isInput && (isOwn || target.Kind is DataKind.Input or DataKind.Property))
            issues.Error(association, "data-association", $"Expected data of the scopes around the element as the target, but '{target.Name}' is {(isOwn ? "its own" : $"given to '{target.Owner.Id()}' from outside")}");
        else
            return true;
        return false;
    }
}

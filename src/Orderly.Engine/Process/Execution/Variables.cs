using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;

namespace Orderly.Engine.Process;

/// <summary>How values move between scopes.</summary>
internal static class Variables
{
    /// <summary>Data that the element has from its beginning, where nothing has given it a value already.</summary>
    public static void Declare(Execution run, ElementInstance instance, Element element)
    {
        var values = FeelContext.Empty;
        foreach (var item in element.Data)
        {
            if (instance.Variables?.Contains(item.Name) != true)
                values = values.With(item.Name, item.IsCollection ? FeelList.Empty : FeelValue.Null);
        }
        if (values.Count > 0)
            run.Emit(new VariablesSet(instance.Id, values));
    }

    /// <summary>Input mappings become the element's own variables.</summary>
    public static void MapInputs(Execution run, ElementInstance instance, Element element)
    {
        var values = FeelContext.Empty;
        foreach (var mapping in element.Inputs)
        {
            // Later mappings see earlier ones, so what is known is set before the next is evaluated.
            if (mapping.Source.Feel is not null && values.Count > 0)
            {
                run.Emit(new VariablesSet(instance.Id, values));
                values = FeelContext.Empty;
            }
            var value = Expressions.Value(run, instance, mapping.Source, $"input '{mapping.Target}' of '{element.Id}'");
            values = Put(values, name => instance.Variables is { } own && own.TryGet(name, out var set) ? set : FeelValue.Null, mapping.Target, value);
        }
        if (values.Count > 0)
            run.Emit(new VariablesSet(instance.Id, values));
    }

    /// <summary>
    /// What an element received goes where the variables live. With output mappings it stays at the element, and only what
    /// they say leaves; without, everything leaves.
    /// </summary>
    public static void MapOutputs(Execution run, ElementInstance instance, Element element, FeelContext? received)
    {
        if (element.Content is { } content && received is { Count: > 0 } && !received.TryGet(content, out _))
            received = received.With(content, received);
        if (element.Outputs.Length == 0)
        {
            if (received is { Count: > 0 })
                Propagate(run, instance, received);
        }
        else
        {
            if (received is { Count: > 0 })
                run.Emit(new VariablesSet(instance.Id, received));
            var scope = instance.Parent ?? instance;
            var values = FeelContext.Empty;
            foreach (var mapping in element.Outputs)
            {
                var value = Expressions.Value(run, instance, mapping.Source, $"output '{mapping.Target}' of '{element.Id}'");
                values = Put(values, name => Find(scope, name), mapping.Target, value);
            }
            Propagate(run, scope, values);
        }
        if (instance.Item > 0 && element.Loop is MultiInstance { OutputItem: { } output })
            run.Emit(new MultiInstanceOutput(instance.Scope, instance.Item, Expressions.Value(run, instance, output, $"output element of '{element.Id}'")));
    }

    /// <summary>Each variable is set in the nearest scope that has it, from <paramref name="from"/> outwards; a new one at the process.</summary>
    public static void Propagate(Execution run, ElementInstance from, FeelContext values)
    {
        if (values.Count == 0)
            return;
        if (from.Parent is null)
        {
            run.Emit(new VariablesSet(from.Id, values));
            return;
        }
        var byScope = new List<(ElementInstance Scope, FeelContext.Builder Values)>(1);
        foreach (var (name, value) in values.Entries)
        {
            var scope = from;
            while (scope.Parent is not null && scope.Variables?.Contains(name) != true)
                scope = scope.Parent;
            var index = byScope.FindIndex(entry => entry.Scope == scope);
            if (index < 0)
            {
                index = byScope.Count;
                byScope.Add((scope, []));
            }
            byScope[index].Values.Set(name, value);
        }
        foreach (var (scope, builder) in byScope)
            run.Emit(new VariablesSet(scope.Id, builder.Build()));
    }

    /// <summary>Sets a variable, or for <c>a.b</c> the entry b of the context a, keeping its other entries.</summary>
    private static FeelContext Put(FeelContext values, Func<string, FeelValue> current, string target, FeelValue value)
    {
        var dot = target.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
            return values.With(target, value);
        var name = target[..dot];
        var context = (values.TryGet(name, out var pending) ? pending : current(name)) as FeelContext ?? FeelContext.Empty;
        var inner = context;
        return values.With(name, Put(inner, key => inner[key], target[(dot + 1)..], value));
    }

    private static FeelValue Find(ElementInstance scope, string name) => new ElementScope(scope).TryGet(name, out var value) ? value : FeelValue.Null;
}

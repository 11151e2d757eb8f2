using System.Collections.Immutable;
using Orderly.Engine.Bpmn;
using Orderly.Engine.Feel;
using Orderly.Engine.Ids;

namespace Orderly.Engine.Process;

/// <summary>Work the instance waits for and others do: jobs for workers, calls for connectors.</summary>
internal static class OutsideWork
{
    public static void Begin(Execution run, ElementInstance instance, Element element)
    {
        switch (element.Detail)
        {
            case JobDetail job: Offer(run, instance, element, job); break;
            case ConnectorDetail connector: Call(run, instance, element, connector); break;
            default: throw new InvalidOperationException($"Expected '{element.Id}' to be a job or a connector's call, but it is neither");
        }
    }

    private static void Offer(Execution run, ElementInstance instance, Element element, JobDetail job)
    {
        var type = Expressions.Text(run, instance, job.Type, $"job type of '{element.Id}'");
        var retries = Expressions.Integer(run, instance, job.Retries, $"retries of '{element.Id}'");
        var headers = job.Headers.ToImmutableSortedDictionary(StringComparer.Ordinal);
        var id = new JobId(run.NewId());
        run.Emit(element.Inputs.Length > 0
            ? new JobCreated(id, instance.Id, element.Id, type, retries, headers, instance.Variables?.ToContext() ?? FeelContext.Empty)
            : new JobOffered(id, instance.Id, element.Id, type, retries, headers));
    }

    private static void Call(Execution run, ElementInstance instance, Element element, ConnectorDetail connector)
    {
        var input = connector.Input is null ? Input(instance, element) : Expressions.Required(run, instance, connector.Input, $"connector input of '{element.Id}'") as FeelContext
            ?? throw new StuckException(IncidentKind.Expression, $"Expected connector input of '{element.Id}' to be a context, but '{connector.Input}' is none");
        var orderKey = Expressions.OptionalText(run, instance, connector.OrderKey, $"order key of '{element.Id}'");
        DateTimeOffset? usefulUntil = connector.UsefulFor is null ? null : Moments.Duration(run, instance, connector.UsefulFor, $"usefulness of '{element.Id}'").After(run.At);
        run.Emit(new CallRequested(new CallId(run.NewId()), instance.Id, element.Id, connector.Connector, connector.Operation, input, orderKey, usefulUntil, connector.Inverse));
    }

    /// <summary>What the input mappings made; without mappings, everything the element sees.</summary>
    private static FeelContext Input(ElementInstance instance, Element element) =>
        element.Inputs.Length > 0 ? instance.Variables?.ToContext() ?? FeelContext.Empty : new ElementScope(instance).ToContext();
}

using Orderly.Engine.Ids;
using Orderly.Journal;
using Orderly.Journal.Changes;
using Orderly.Journal.Rows;
using Orderly.Journal.Write;
using Orderly.Runtime.Submission;

namespace Orderly.Runtime.Ownership;

/// <summary>
/// An instance that met a bug stands aside with the command that met it; everything else goes on. It is written beside the
/// journal, whose entries are all sound.
/// </summary>
internal static class Quarantines
{
    public static async ValueTask<Reply> Write(OwnerContext context, Guid instance, Work culprit, string kind, Exception bug)
    {
        var at = context.Clock.Now();
        var command = culprit.Command?.GetType().Name ?? "Mail";
        var id = DerivedId.Derive(at, System.Text.Encoding.UTF8.GetBytes($"quarantine {instance} {Micros.From(at)}"));
        // The message names the bug, not the data: an exception's text may hold what the command carried.
        var reason = $"Expected {command} to be decided, but {kind} was thrown{Where(bug)}";
        RuntimeLog.InstanceQuarantined(context.Log, instance, command, id, bug);
        var incident = new IncidentRow(id, 0, instance, command, IncidentRow.Quarantine, reason, Subject: null, Micros.From(at), Resolved: null);
        await context.Writer.Write(new Append
        {
            Changes = [new UpsertIncident(incident), new AddAudit(Micros.From(at), culprit.Terms.By.Id, IncidentRow.Quarantine, $"instance/{instance}")],
        });
        return new Reply.Quarantined(instance, id, reason);
    }

    private static string Where(Exception bug) =>
        bug.TargetSite is { DeclaringType: { } type } method ? $" in {type.Name}.{method.Name}" : "";
}

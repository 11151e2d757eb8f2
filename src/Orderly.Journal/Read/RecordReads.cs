using Orderly.Journal.Database;
using Orderly.Journal.Rows;

namespace Orderly.Journal.Read;

public sealed class RecordReads
{
    private readonly SealedQueries queries;

    internal RecordReads(SealedQueries queries) => this.queries = queries;

    /// <summary>In position order, a page at a time; start with <c>default</c>.</summary>
    public async ValueTask<IReadOnlyList<AuditRow>> AuditAfter(Position position, int limit, CancellationToken cancel = default) =>
        await queries.Plain("audit_after", After(position, limit), RowMaps.Audit, cancel);

    /// <summary>The newest first.</summary>
    public async ValueTask<IReadOnlyList<AuditRow>> AuditOf(string subject, int limit, CancellationToken cancel = default) =>
        await queries.Plain("audit_of_subject", args =>
        {
            args.Text(subject);
            args.Long(limit);
        }, RowMaps.Audit, cancel);

    /// <inheritdoc cref="AuditAfter"/>
    public async ValueTask<IReadOnlyList<HistoryRow>> HistoryAfter(Position position, int limit, CancellationToken cancel = default) =>
        await queries.Plain("history_after", After(position, limit), RowMaps.History, cancel);

    /// <inheritdoc cref="AuditAfter"/>
    public async ValueTask<IReadOnlyList<AccessRow>> AccessAfter(Position position, int limit, CancellationToken cancel = default) =>
        await queries.Plain("access_after", After(position, limit), RowMaps.Access, cancel);

    /// <summary>Who looked at a patient, the newest first.</summary>
    /// <param name="patient">All tokens of the patient: <see cref="PatientReads.Group"/>.</param>
    public async ValueTask<IReadOnlyList<AccessRow>> AccessOf(IReadOnlyCollection<Guid> patient, int limit, CancellationToken cancel = default) =>
        await queries.Plain("access_of_patient", args =>
        {
            args.Uuids(patient);
            args.Long(limit);
        }, RowMaps.Access, cancel);

    /// <summary>When an actor last looked at a patient in a view, later than a time (µs); null when not since.</summary>
    public async ValueTask<long?> LastLook(Guid patient, long since, string actor, string view, CancellationToken cancel = default) =>
        (await queries.Plain("last_look", args =>
        {
            args.Uuid(patient);
            args.Long(since);
            args.Text(actor);
            args.Text(view);
        }, row => row.LongOrNull(0), cancel)).Single();

    private static Action<IArguments> After(Position position, int limit) => args =>
    {
        args.Long(position.Epoch);
        args.Long(position.Batch);
        args.Int(position.Index);
        args.Long(limit);
    };
}

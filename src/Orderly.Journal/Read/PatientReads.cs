using Orderly.Journal.Rows;

namespace Orderly.Journal.Read;

public sealed class PatientReads
{
    private readonly SealedQueries queries;

    internal PatientReads(SealedQueries queries) => this.queries = queries;

    public async ValueTask<IReadOnlyList<PatientRow>> ByToken(IReadOnlyCollection<Guid> tokens, CancellationToken cancel = default) =>
        await queries.Opened("patients", args => args.Uuids(tokens), RowMaps.Patient, cancel);

    /// <param name="blindMrn">From <see cref="Sealing.BlindIndex.Of"/>.</param>
    public ValueTask<PatientRow?> ByRecordNumber(byte[] blindMrn, CancellationToken cancel = default) =>
        queries.OpenedOne("patients_by_mrn", args => args.Bytes(blindMrn), RowMaps.Patient, cancel);

    /// <summary>The token that survived one or several merges; the token itself when it was never merged.</summary>
    public async ValueTask<Guid> Survivor(Guid token, CancellationToken cancel = default)
    {
        var seen = new HashSet<Guid>();
        while (seen.Add(token))
        {
            var to = await queries.Plain("patient_alias", args => args.Uuid(token), row => row.Uuid(0), cancel);
            if (to.Count == 0) return token;
            token = to[0];
        }
        throw new InvalidOperationException($"Expected merges of patient {token} to end, but they form a ring");
    }
}

using Orderly.Journal.Rows;

namespace Orderly.Journal.Read;

/// <summary>Who is behind a token. Every read follows merges, so that a merged patient is found by the old number and by the new.</summary>
public sealed class PatientReads
{
    private readonly SealedQueries queries;

    internal PatientReads(SealedQueries queries) => this.queries = queries;

    /// <summary>For each token that is known: the patient it means today, in the survivor's words, or the nearest the store has to them.</summary>
    public async ValueTask<IReadOnlyDictionary<Guid, PatientRow>> Of(IReadOnlyCollection<Guid> tokens, CancellationToken cancel = default)
    {
        var chains = await Chains(tokens, cancel);
        var rows = (await queries.Opened(
            "patients", args => args.Uuids([.. chains.Values.SelectMany(chain => chain).Distinct()]), RowMaps.Patient, cancel)).ToDictionary(row => row.Token);
        var found = new Dictionary<Guid, PatientRow>();
        foreach (var (token, chain) in chains)
            if (chain.FindLast(rows.ContainsKey) is var nearest && rows.TryGetValue(nearest, out var row)) found[token] = row;
        return found;
    }

    /// <param name="blindMrn">From <see cref="Sealing.BlindIndex.Of"/>; also a number that was merged away.</param>
    public async ValueTask<PatientRow?> ByRecordNumber(byte[] blindMrn, CancellationToken cancel = default)
    {
        if (await queries.OpenedOne("patients_by_mrn", args => args.Bytes(blindMrn), RowMaps.Patient, cancel) is not { } numbered) return null;
        return (await Of([numbered.Token], cancel))[numbered.Token];
    }

    /// <summary>The token that survived one or several merges; the token itself when it was never merged.</summary>
    public async ValueTask<Guid> Survivor(Guid token, CancellationToken cancel = default) => (await Chains([token], cancel))[token][^1];

    /// <summary>The survivor and every token merged into it, however indirectly.</summary>
    public async ValueTask<IReadOnlyList<Guid>> Group(Guid token, CancellationToken cancel = default)
    {
        var group = new HashSet<Guid> { await Survivor(token, cancel) };
        for (var layer = group.ToList(); layer.Count > 0;)
            layer = (await Links("patient_aliases_to", layer, cancel)).ConvertAll(link => link.From).FindAll(group.Add);
        return [.. group];
    }

    /// <summary>From each token the merges that follow it, the survivor last.</summary>
    private async ValueTask<Dictionary<Guid, List<Guid>>> Chains(IReadOnlyCollection<Guid> tokens, CancellationToken cancel)
    {
        var next = new Dictionary<Guid, Guid>();
        var asked = new HashSet<Guid>(tokens);
        for (var layer = asked.ToList(); layer.Count > 0;)
        {
            var links = await Links("patient_aliases", layer, cancel);
            foreach (var (from, to) in links) next[from] = to;
            layer = links.ConvertAll(link => link.To).FindAll(asked.Add);
        }
        return tokens.Distinct().ToDictionary(token => token, token => Follow(token, next));
    }

    private static List<Guid> Follow(Guid token, Dictionary<Guid, Guid> next)
    {
        var chain = new List<Guid> { token };
        while (next.TryGetValue(chain[^1], out var to))
        {
            var again = chain.IndexOf(to);
            if (again < 0)
            {
                chain.Add(to);
                continue;
            }
            // Two merges against each other, stored in the same moment: all in the ring take one of it for the survivor.
            chain.Add(chain[again..].Min());
            break;
        }
        return chain;
    }

    private async ValueTask<List<PatientAliasRow>> Links(string statement, IReadOnlyCollection<Guid> tokens, CancellationToken cancel) =>
        await queries.Plain(statement, args => args.Uuids(tokens), row => new PatientAliasRow(row.Uuid(0), row.Uuid(1)), cancel);
}

using System.Security.Cryptography;
using System.Text.Json;
using Orderly.Canonical;
using Orderly.Canonical.PatientFlow;
using Orderly.Journal;
using Orderly.Web.Design;
using Orderly.Web.Security;

namespace Orderly.Web.Sources;

/// <summary>Who is behind a token, after any merge, as far as the viewer's roles need to know.</summary>
internal sealed class Patients(IStore store, SightOptions sight)
{
    private static readonly PatientDemographics Unreadable = new(default, new PatientIdentifier("cannot be read", "")) { FamilyName = "Name cannot be read" };

    public async ValueTask<PatientNames> Of(Viewer viewer, IReadOnlyCollection<Guid> tokens, CancellationToken cancel)
    {
        if (tokens.Count == 0)
        {
            return new PatientNames([], IsMasked: false);
        }

        return new PatientNames(await Known(tokens, cancel), IsMasked: viewer.Roles.Count > 0 && viewer.Roles.All(role => sight.MaskedNames.Contains(role.Code)));
    }

    /// <summary>A body that was damaged on the disk hides its own patient's name and nobody else's.</summary>
    private async ValueTask<Dictionary<Guid, PatientDemographics?>> Known(IReadOnlyCollection<Guid> tokens, CancellationToken cancel)
    {
        try
        {
            var rows = await store.Read.Patients.Of(tokens, cancel);
            return rows.ToDictionary(row => row.Key, row => JsonSerializer.Deserialize(row.Value.Body, CanonicalJson.Default.PatientDemographics));
        }
        catch (CryptographicException)
        {
            var known = new Dictionary<Guid, PatientDemographics?>();
            foreach (var token in tokens)
            {
                known[token] = tokens.Count == 1 ? Unreadable : (await Known([token], cancel)).GetValueOrDefault(token);
            }

            return known;
        }
    }
}

/// <summary>The patients of one screen.</summary>
internal sealed record PatientNames(Dictionary<Guid, PatientDemographics?> Known, bool IsMasked)
{
    public string Name(Guid? token) => token is { } one && Known.GetValueOrDefault(one) is { } patient
        ? IsMasked ? "Name masked" : FullName(patient)
        : "";

    /// <summary>Two identifiers at least; the masked form where the viewer's role has no need of the name.</summary>
    public PatientView? Banner(Guid? token, string? where, string? visit, DateOnly today)
    {
        if (token is not { } one || Known.GetValueOrDefault(one) is not { } patient)
        {
            return null;
        }

        var number = patient.Identifier.Number;
        return IsMasked
            ? new PatientView(null, where, null, $"ends {number[^Math.Min(4, number.Length)..]}", visit)
            : new PatientView(FullName(patient), where, patient.BirthDate is { } born ? PatientView.BornWords(born, today) : null, number, visit);
    }

    private static string FullName(PatientDemographics patient) => (patient.FamilyName, patient.GivenName) switch
    {
        ({ } family, { } given) => $"{Cased(family)}, {Cased(given)}",
        ({ } family, null) => Cased(family),
        (null, { } given) => Cased(given),
        _ => "Name not sent",
    };

    // Many senders shout. A name that is not all capitals is left as it was written.
    private static string Cased(string name) => name.Any(char.IsLower)
        ? name
        : string.Concat(name.Select((letter, index) => index > 0 && char.IsLetter(name[index - 1]) ? char.ToLowerInvariant(letter) : letter));
}

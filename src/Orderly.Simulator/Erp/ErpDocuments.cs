using System.Net.Http.Headers;
using System.Net.Http.Json;
using Orderly.Canonical.Erp;

namespace Orderly.Simulator.Erp;

/// <summary>The documents of an ERP that answers as the sandbox does, as the lines a tie-out compares.</summary>
public static class ErpDocuments
{
    /// <exception cref="HttpRequestException">It does not answer, or refuses the token.</exception>
    public static async Task<IReadOnlyList<LedgerLine>> Fetch(Uri erp, string token, CancellationToken cancel = default)
    {
        using var client = new HttpClient { BaseAddress = erp };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var documents = await client.GetFromJsonAsync<ErpDocument[]>(new Uri("documents", UriKind.Relative), ErpBooks.Json, cancel);
        return [.. (documents ?? throw new HttpRequestException("Expected the ERP's documents, but the answer is null")).Select(Line)];
    }

    public static LedgerLine Line(ErpDocument document) =>
        new(document.Number, document.Key, document.Verb, document.Encounter, document.Value.Amount, document.BookedAt) { Task = document.Task };
}

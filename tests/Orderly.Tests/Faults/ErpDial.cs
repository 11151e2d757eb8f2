using System.Net.Http.Headers;
using System.Net.Http.Json;
using Orderly.Simulator.Erp;
using Orderly.Tests.Running;

namespace Orderly.Tests.Faults;

/// <summary>Tells the ERP sandbox how to misbehave.</summary>
internal sealed class ErpDial : IDisposable
{
    private readonly HttpClient http;

    public ErpDial(Uri address)
    {
        http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServerFolder.ErpToken);
    }

    public async Task Behave(ErpBehaviour behaviour)
    {
        using var answer = await http.PutAsJsonAsync(new Uri("/behaviour", UriKind.Relative), behaviour);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => http.Dispose();
}

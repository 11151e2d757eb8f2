using System.Net;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Orderly.Simulator.Erp;

/// <summary>
/// A small ERP over HTTP on loopback: it books goods issues and cost postings once per idempotency key, and can be told to
/// be slow, to fail, to refuse, or to book and then lose its answer.
/// </summary>
public sealed class ErpSandbox : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ErpBooks books;

    private ErpSandbox(WebApplication app, ErpBooks books, Uri address)
    {
        this.app = app;
        this.books = books;
        Address = address;
    }

    /// <summary>Where it listens, for example <c>http://127.0.0.1:43121/</c>.</summary>
    public Uri Address { get; }

    /// <summary>What the books add up to now.</summary>
    public LedgerTotals Totals => books.Totals();

    /// <summary>Every document, oldest first.</summary>
    public IReadOnlyList<ErpDocument> Documents => books.OfEncounter(null);

    /// <exception cref="IOException">The port is taken, or the books are open elsewhere.</exception>
    public static async Task<ErpSandbox> StartAsync(ErpSandboxOptions options, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options.Token);
        var books = new ErpBooks(options.BooksPath is { } path ? BooksFile.Open(path) : null, options.Clock);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = ErpEndpoints.MaxBodyBytes;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        var app = builder.Build();
        new ErpEndpoints(books, new BehaviourDial(), options).Map(app);
        try
        {
            await app.StartAsync(cancellation);
        }
        catch
        {
            await app.DisposeAsync();
            books.Dispose();
            throw;
        }
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        return new ErpSandbox(app, books, new Uri(addresses!.Addresses.Single()));
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        books.Dispose();
    }
}

using System.IO.Compression;
using System.Text;
using Orderly.Web.Assets;

namespace Orderly.Web.Tests.Assets;

public sealed class AssetShelfTests
{
    private static readonly AssetShelf Shelf = new();

    [Fact]
    public void Style_sheet_states_the_order_of_its_layers_first()
    {
        var style = Encoding.UTF8.GetString(Shelf.Find(AssetShelf.Style)!.Plain);

        style.ShouldStartWith("@layer tokens, base, layout, components, pages, modes;");
        style.ShouldContain(".wl ");
        style.ShouldContain(".bpmn ");
        style.ShouldNotContain("url(http");
    }

    [Fact]
    public void Packed_form_unpacks_to_the_plain_one()
    {
        var style = Shelf.Find(AssetShelf.Style)!;
        using var unpacked = new MemoryStream();
        using (var brotli = new BrotliStream(new MemoryStream(style.Brotli), CompressionMode.Decompress))
        {
            brotli.CopyTo(unpacked);
        }

        unpacked.ToArray().ShouldBe(style.Plain);
        style.Brotli.Length.ShouldBeLessThan(style.Plain.Length / 3);
    }

    [Fact]
    public void Address_carries_the_hash_of_the_content() => Shelf.AddressOf(AssetShelf.Favicon).ShouldNotBeNull().ShouldMatch("^/assets/[0-9a-f]{12}/favicon.svg$");
}

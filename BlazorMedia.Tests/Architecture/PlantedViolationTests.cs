using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace BlazorMedia.Tests.Architecture;

/// <summary>A rule that cannot fail protects nothing: each one is shown a violation here, and something harmless beside it.</summary>
public sealed class PlantedViolationTests
{
    [Theory]
    [InlineData("using BlazorMedia.Web.Features.Recordings;")]
    [InlineData("var index = new Recordings.Files.RecordingFileStore();")]
    [InlineData("@using BlazorMedia.Web.Features.Accounts")]
    public void An_arrow_that_is_not_in_the_table_is_found(string line) =>
        FeatureArrows.Violations([new("BlazorMedia.Web/Features/Streams/Pages/X.razor", line)]).ShouldHaveSingleItem();

    [Theory]
    [InlineData("using BlazorMedia.Web.Features.Jobs;")]
    [InlineData("using BlazorMedia.Domain.Recordings;")]
    [InlineData("// as Features.Recordings does")]
    [InlineData("var path = options.Recordings.Root;")]
    public void An_arrow_of_the_table_is_allowed(string line) =>
        FeatureArrows.Violations([new("BlazorMedia.Web/Features/Streams/X.cs", line)]).ShouldBeEmpty();

    [Theory]
    [InlineData("BlazorMedia.Web/Shared/X.razor")]
    [InlineData("BlazorMedia.Web/Platform/X.cs")]
    [InlineData("BlazorMedia.Web/Data/X.cs")]
    [InlineData("BlazorMedia.Web/_Imports.razor")]
    public void Plumbing_that_names_a_feature_is_found(string path) =>
        FeatureArrows.Violations([new(path, "@using BlazorMedia.Web.Features.Streams")]).ShouldHaveSingleItem();

    [Theory]
    [InlineData("var x = task.Result;")]
    [InlineData("task.Wait();")]
    [InlineData("task.GetAwaiter().GetResult();")]
    [InlineData("var now = DateTimeOffset.UtcNow;")]
    [InlineData("var now = DateTime.Now;")]
    [InlineData("using var client = new HttpClient();")]
    [InlineData("await Task.Delay(1000, ct);")]
    [InlineData("Thread.Sleep(5);")]
    [InlineData("private async void Click()")]
    [InlineData("    #region Fields")]
    [InlineData("// TO" + "DO: later")]
    [InlineData("internal sealed class StreamManager")]
    public void A_banned_symbol_is_found(string line) => BannedSymbols.Violations([new("BlazorMedia.Web/X.cs", line)]).ShouldHaveSingleItem();

    [Theory]
    [InlineData("public static Result<string> Clean(string? name)")]
    [InlineData("await Task.Delay(pause, time, ct);")]
    [InlineData("await process.WaitForExitAsync(ct);")]
    public void Its_harmless_neighbour_is_not(string line) => BannedSymbols.Violations([new("BlazorMedia.Web/X.cs", line)]).ShouldBeEmpty();

    [Theory]
    [InlineData(301, 1)]
    [InlineData(300, 0)]
    public void A_file_over_the_budget_is_found(int lines, int found) =>
        CodeRules.TooLong([new("BlazorMedia.Web/X.razor", string.Concat(Enumerable.Repeat("line\n", lines)))]).Count().ShouldBe(found);

    [Fact]
    public void A_reference_of_the_domain_to_a_library_is_found() =>
        CodeRules.ForeignReferences([new AssemblyName("System.Runtime"), new AssemblyName("Microsoft.EntityFrameworkCore")]).ShouldBe(["Microsoft.EntityFrameworkCore"]);

    [Fact]
    public void A_validated_record_that_is_hidden_is_found() =>
        CodeRules.HiddenRequests([typeof(HiddenRequest), typeof(HiddenRules), typeof(string)]).Count().ShouldBe(2);

    [Fact]
    public void Texts_that_differ_between_languages_are_found()
    {
        SourceFile[] files =
        [
            Texts("XText", ("a", "Delete {0}?"), ("b", "Stop")),
            Texts("XText.zh-Hans", ("a", "删除?"), ("b", "停止")),
            Texts("XText.ru", ("a", "Удалить {0}?"), ("c", "Стоп")),
        ];

        Resources.Violations(files).Count().ShouldBe(3);
        Resources.Violations(files[..2]).Count().ShouldBe(2);
    }

    [Fact]
    public void A_text_in_use_that_does_not_exist_is_found()
    {
        SourceFile[] files = [Texts("XText", ("a", "Delete")), new("X.razor", "@inject IStringLocalizer<XText> Text\n@Text[\"a\"]\n@Text[\"b\"]")];

        Resources.UnknownKeys(files).ShouldHaveSingleItem().ShouldContain("'b'");
    }

    [Fact]
    public void Keys_are_read_from_options_from_code_and_from_the_sample()
    {
        var program = ConfigurationKeys.OfProgram([typeof(PlantedOptions)], [new("X.cs", "configuration[\"Other:Key\"]; c.GetConnectionString(\"Default\")")]);
        var sample = ConfigurationKeys.OfSample("""{ "Planted": { "Name": "x", "Items": [ { "Path": "y" } ] }, "Logging": {}, "Gone": 1 /* why */ }""");

        program.ShouldBe(["Planted:Name", "Planted:Items:*:Path", "Other:Key", "ConnectionStrings:Default"], ignoreOrder: true);
        sample.ShouldBe(["Planted:Name", "Planted:Items:*:Path", "Gone"], ignoreOrder: true);
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_found() =>
        TextRules.BrokenLinks([new("docs/adr/a.md", "[up](../../README.md) [gone](b.md#x) [web](https://example.org) [here](#top)")], p => p == "README.md")
            .ShouldHaveSingleItem().ShouldContain("b.md");

    [Theory]
    [InlineData("see /ro" + "ot/notes")]
    [InlineData("https://api.nu" + "get.org/v3")]
    [InlineData("cd /wo" + "rk/main")]
    public void A_trace_of_the_machine_is_found(string line) => TextRules.MachineTraces([new("README.md", line)]).ShouldHaveSingleItem();

    [Fact]
    public void Records_with_a_gap_or_a_double_number_are_found()
    {
        TextRules.RecordNumbers(["0001-a.md", "0002-b.md"]).ShouldBeEmpty();
        TextRules.RecordNumbers(["0001-a.md", "0001-b.md"]).ShouldHaveSingleItem();
        TextRules.RecordNumbers(["0001-a.md", "0003-b.md"]).ShouldHaveSingleItem();
        TextRules.RecordNumbers(["first.md"]).ShouldHaveSingleItem();
    }

    private static SourceFile Texts(string name, params (string Key, string Value)[] texts) =>
        new(name + ".resx", "<root>" + string.Concat(texts.Select(t => $"<data name=\"{t.Key}\"><value>{t.Value}</value></data>")) + "</root>");

    private sealed record HiddenRequest(string Name);

    private sealed record HiddenRules([property: Required] string Name);

    private sealed record PlantedOptions
    {
        public const string Section = "Planted";

        public string Name { get; init; } = "";

        public IReadOnlyList<ItemOptions> Items { get; init; } = [];
    }

    private sealed record ItemOptions
    {
        public string Path { get; init; } = "";
    }
}

using System.Reflection;
using BlazorMedia.Domain.Common;
using BlazorMedia.Web.Data;

namespace BlazorMedia.Tests.Architecture;

/// <summary>The rules of the code, kept by the code. That each rule can fail is shown in <see cref="PlantedViolationTests"/>.</summary>
public sealed class ArchitectureTests
{
    private static readonly Type[] WebTypes = typeof(AppDbContext).Assembly.GetTypes();
    private static readonly Type[] DomainTypes = typeof(Refusal).Assembly.GetTypes();

    [Fact]
    public void Domain_references_the_runtime_only() => CodeRules.ForeignReferences(typeof(Refusal).Assembly.GetReferencedAssemblies()).ShouldBeEmpty();

    [Fact]
    public void Features_name_only_themselves_and_their_neighbours_and_plumbing_names_none() => FeatureArrows.Violations(SourceTree.Product).ShouldBeEmpty();

    [Fact]
    public void No_file_is_too_long() => CodeRules.TooLong(SourceTree.Files).ShouldBeEmpty();

    [Fact]
    public void Validated_requests_are_public() => CodeRules.HiddenRequests(WebTypes).ShouldBeEmpty();

    [Fact]
    public void The_product_uses_no_banned_symbol() => BannedSymbols.Violations(SourceTree.Product).ShouldBeEmpty();

    [Fact]
    public void Every_text_is_there_in_every_language() => Resources.Violations(SourceTree.Files).ShouldBeEmpty();

    [Fact]
    public void Every_text_in_use_exists() => Resources.UnknownKeys([.. SourceTree.Files.Where(f => f.IsBelow("BlazorMedia.Web"))]).ShouldBeEmpty();

    [Fact]
    public void Every_refusal_has_a_translated_sentence()
    {
        var texts = SourceTree.Files.Where(f => f.HasExtension("Text.resx")).ToList();

        var missing = DomainTypes.SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(f => f.FieldType == typeof(Refusal))
            .Select(f => ((Refusal)f.GetValue(null)!).Code).Where(code => !texts.Exists(t => t.Text.Contains($"name=\"{code}\"", StringComparison.Ordinal)));

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void The_sample_configuration_shows_every_key_and_no_other()
    {
        var sample = ConfigurationKeys.OfSample(File.ReadAllText(Path.Combine(SourceTree.Root, "appsettings.sample.json")));
        var program = ConfigurationKeys.OfProgram(WebTypes, SourceTree.Product);

        program.Except(sample).ShouldBeEmpty("keys that the sample does not show");
        sample.Except(program).ShouldBeEmpty("keys of the sample that nothing reads");
    }

    [Fact]
    public void Links_between_documents_lead_somewhere() => TextRules.BrokenLinks(SourceTree.Files, SourceTree.Exists).ShouldBeEmpty();

    [Fact]
    public void Nothing_in_the_repository_names_this_machine_or_a_package_source() => TextRules.MachineTraces(SourceTree.Files).ShouldBeEmpty();

    [Fact]
    public void Decision_records_are_numbered() =>
        TextRules.RecordNumbers(SourceTree.Files.Where(f => f.IsBelow("docs/adr")).Select(f => f.Name)).ShouldBeEmpty();
}

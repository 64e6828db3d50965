using System.Net.Http.Json;
using System.Text.Json;
using BlazorMedia.Tests.Support;
using BlazorMedia.Tests.Support.Rtsp;
using BlazorMedia.Web.Features.Operations.Settings;
using BlazorMedia.Web.Features.Streams;
using BlazorMedia.Web.Platform.Settings;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorMedia.Tests.Operations.Settings;

/// <summary>The application with one setting that the command line says, and one that is a secret.</summary>
public sealed class SettingsFixture : AppFixture
{
    private HttpClient? api;

    public HttpClient Api => api ??= CreateApiClient();

    internal StreamsOptions Streams => Services.GetRequiredService<IOptionsMonitor<StreamsOptions>>().CurrentValue;

    internal ProbeOptions Probe => Services.GetRequiredService<IOptionsMonitor<ProbeOptions>>().CurrentValue;

    internal RtspStandIn Camera { get; } = new();

    public async Task<SettingDto> GetAsync(string key) =>
        (await Api.GetFromJsonAsync<SettingsList>("/api/v1/settings"))!.Items.Single(s => s.Key == key);

    public Task<HttpResponseMessage> PutAsync(object values) => Api.PutAsJsonAsync("/api/v1/settings", new { values });

    /// <summary>The codes of a refusal by field.</summary>
    public static async Task<Dictionary<string, string>> CodesOfAsync(HttpResponseMessage refused)
    {
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        return problem.GetProperty("codes").EnumerateObject().ToDictionary(p => p.Name, p => p.Value[0].GetString()!);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Camera.DisposeAsync();
    }

    protected override void Configure(IDictionary<string, string?> settings) => settings["Streams:ConnectSeconds"] = "21";

    protected override void ConfigureServices(IServiceCollection services) => services.AddSettings<ProbeOptions>("Probe");

    internal sealed record ProbeOptions
    {
        [MayChange("probe", IsSecret = true)]
        public string? Word { get; init; }

        [MayChange("probe")]
        public bool Lamp { get; init; }
    }
}

using System.Globalization;
using BlazorMedia.Tests.Support;
using BlazorMedia.Web.Shared;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlazorMedia.Tests.Shared;

/// <summary>Everything that a shared component asks for, in English, with a clock that stands still.</summary>
public abstract class ShellContext : BunitContext
{
    protected ShellContext()
    {
        Speak("en");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddSingleton<TimeProvider>(Clock);
        Services.AddShell();
    }

    internal TestClock Clock { get; } = new();

    internal static IStringLocalizer<SharedText> Texts { get; } =
        new StringLocalizer<SharedText>(new ResourceManagerStringLocalizerFactory(Microsoft.Extensions.Options.Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));

    /// <summary>For a component that asks whether it has a circuit; afterwards no service can be added.</summary>
    protected void Draw(bool interactive) => SetRendererInfo(new RendererInfo(interactive ? "Server" : "Static", interactive));

    internal static void Speak(string culture) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
}

namespace BlazorMedia.Web.Features.Operations.Settings;

/// <summary>Names the texts of the settings page.</summary>
internal sealed class SettingsText;

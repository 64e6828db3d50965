namespace BlazorMedia.Web.Features.Streams.Pictures;

internal static class Picturing
{
    public static void AddPictures(this IServiceCollection services)
    {
        services.AddSingleton<SmallPictures>();
        services.AddHostedService<PictureRounds>();
    }
}

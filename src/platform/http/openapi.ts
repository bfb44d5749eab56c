import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The API's description, made from the schemas that also validate it. */
export function describeApi(app: NestFastifyApplication, version: string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Libro Firma')
    .setDescription('Signature books, protocol register and verification for public bodies')
    .setVersion(version)
    .addCookieAuth('libro_firma_session')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'access token of a program' })
    .build();
  return SwaggerModule.createDocument(app, config);
}

import { Module } from '@nestjs/common';
import { Register } from './application/register.use-case';
import { Registrations } from './application/registrations';

@Module({
  providers: [Register, Registrations],
  exports: [Register, Registrations],
})
export class ProtocolModule {}

import type { Language } from '@/lib/session-state';

interface FieldWord {
  label: string;
  help: string;
}

type Fields = Record<string, FieldWord>;

/** Labels and help of the connectors' fields in other languages; a field that is not here is shown in English. */
const translated: Partial<Record<Language, Record<string, Fields>>> = {
  es: {
    cloud: {
      phoneNumberId: { label: 'ID del número', help: 'El ID que Meta da al número; no es el número de teléfono.' },
      accountId: { label: 'ID de la cuenta de WhatsApp Business', help: 'La cuenta (WABA) a la que pertenece el número; se suscriben sus webhooks.' },
      phoneNumber: { label: 'Número de teléfono', help: 'El número en dígitos, con el prefijo del país; al conectar se rellena solo.' },
      accessToken: { label: 'Token de acceso', help: 'El token de un usuario del sistema con whatsapp_business_messaging y whatsapp_business_management.' },
      appSecret: { label: 'Secreto de la aplicación', help: 'El secreto de la aplicación de Meta, con el que firma sus webhooks.' },
      verifyToken: { label: 'Token de verificación', help: 'Meta lo envía cuando verifica la dirección de los webhooks.' },
      apiUrl: { label: 'Dirección de la API', help: 'La dirección de la Graph API.' },
      apiVersion: { label: 'Versión de la API', help: 'La versión de la Graph API.' },
    },
    genesys: {
      region: { label: 'Región', help: 'Dónde está la organización de Genesys Cloud; lo dice la dirección de su escritorio.' },
      clientId: { label: 'ID de cliente', help: 'El ID de un cliente OAuth con el tipo de concesión Client Credentials.' },
      clientSecret: { label: 'Secreto del cliente', help: 'El secreto del mismo cliente OAuth.' },
      integrationId: { label: 'ID de la integración', help: 'Una integración de Open Messaging que ya existe; si está vacío, al conectar se crea una.' },
      webhookSecret: { label: 'Secreto de los webhooks', help: 'El token secreto con el que la integración firma.' },
      markdown: { label: 'Markdown', help: 'Qué textos se leen como Markdown y se envían con el formato de WhatsApp.' },
      loginUrl: { label: 'Dirección de inicio de sesión', help: 'La dirección del servicio de inicio de sesión, sin región.' },
      apiUrl: { label: 'Dirección de la API', help: 'La dirección de la API de la plataforma, sin región.' },
    },
    api: {
      eventsUrl: { label: 'Dirección de los eventos', help: 'La dirección que recibe mensajes y estados como peticiones POST firmadas.' },
      signingSecret: { label: 'Secreto de firma', help: 'Firma los eventos: whsec_ y de 24 a 64 bytes aleatorios en Base64.' },
      previousSigningSecret: { label: 'Secreto de firma anterior', help: 'También firma los eventos hasta que se quite: para cambiarlo sin interrupción.' },
      apiKey: { label: 'Clave de API', help: 'La última parte del token wbk_<id del escritorio>_<clave> que el sistema envía con sus peticiones.' },
      previousApiKey: { label: 'Clave de API anterior', help: 'También se acepta hasta que se quite: para cambiarla sin interrupción.' },
    },
    chatwoot: {
      baseUrl: { label: 'Dirección de Chatwoot', help: 'La dirección con la que sus agentes lo abren.' },
      accountId: { label: 'ID de la cuenta', help: 'El número después de /accounts/ en las direcciones de Chatwoot.' },
      accessToken: { label: 'Token de acceso', help: 'El token de un administrador de la cuenta, de los ajustes de su perfil.' },
      inboxId: { label: 'ID de la bandeja', help: 'Una bandeja de tipo API que ya existe; si está vacío, al conectar se crea una.' },
    },
  },
  pt: {
    cloud: {
      phoneNumberId: { label: 'ID do número', help: 'O ID que a Meta dá ao número; não é o número de telefone.' },
      accountId: { label: 'ID da conta do WhatsApp Business', help: 'A conta (WABA) à qual o número pertence; os webhooks dela são assinados.' },
      phoneNumber: { label: 'Número de telefone', help: 'O número em dígitos, com o código do país; ao conectar ele é preenchido.' },
      accessToken: { label: 'Token de acesso', help: 'O token de um usuário do sistema com whatsapp_business_messaging e whatsapp_business_management.' },
      appSecret: { label: 'Segredo do aplicativo', help: 'O segredo do aplicativo da Meta, com o qual ela assina os webhooks.' },
      verifyToken: { label: 'Token de verificação', help: 'A Meta o envia quando verifica o endereço dos webhooks.' },
      apiUrl: { label: 'Endereço da API', help: 'O endereço da Graph API.' },
      apiVersion: { label: 'Versão da API', help: 'A versão da Graph API.' },
    },
    genesys: {
      region: { label: 'Região', help: 'Onde fica a organização do Genesys Cloud; o endereço da área de trabalho mostra.' },
      clientId: { label: 'ID do cliente', help: 'O ID de um cliente OAuth com o tipo de concessão Client Credentials.' },
      clientSecret: { label: 'Segredo do cliente', help: 'O segredo do mesmo cliente OAuth.' },
      integrationId: { label: 'ID da integração', help: 'Uma integração de Open Messaging que já existe; se vazio, ao conectar é criada uma.' },
      webhookSecret: { label: 'Segredo dos webhooks', help: 'O token secreto com o qual a integração assina.' },
      markdown: { label: 'Markdown', help: 'Quais textos são lidos como Markdown e enviados com a formatação do WhatsApp.' },
      loginUrl: { label: 'Endereço de login', help: 'O endereço do serviço de login, sem região.' },
      apiUrl: { label: 'Endereço da API', help: 'O endereço da API da plataforma, sem região.' },
    },
    api: {
      eventsUrl: { label: 'Endereço dos eventos', help: 'O endereço que recebe mensagens e estados como pedidos POST assinados.' },
      signingSecret: { label: 'Segredo de assinatura', help: 'Assina os eventos: whsec_ e de 24 a 64 bytes aleatórios em Base64.' },
      previousSigningSecret: { label: 'Segredo de assinatura anterior', help: 'Também assina os eventos até ser removido: para trocar sem interrupção.' },
      apiKey: { label: 'Chave de API', help: 'A última parte do token wbk_<id da mesa>_<chave> que o sistema envia com os pedidos.' },
      previousApiKey: { label: 'Chave de API anterior', help: 'Também é aceita até ser removida: para trocar sem interrupção.' },
    },
    chatwoot: {
      baseUrl: { label: 'Endereço do Chatwoot', help: 'O endereço com o qual seus agentes o abrem.' },
      accountId: { label: 'ID da conta', help: 'O número depois de /accounts/ nos endereços do Chatwoot.' },
      accessToken: { label: 'Token de acesso', help: 'O token de um administrador da conta, das configurações do perfil.' },
      inboxId: { label: 'ID da caixa', help: 'Uma caixa do tipo API que já existe; se vazio, ao conectar é criada uma.' },
    },
  },
};

export function fieldWords(language: Language, kind: string, field: string): FieldWord | undefined {
  return translated[language]?.[kind]?.[field];
}
